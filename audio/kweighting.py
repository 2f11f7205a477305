"""The K weighting of ITU-R BS.1770 at any sampling rate, and the weighted energy of each 100 ms.

The energy is read off the spectrum (Parseval), which spares the way back into time: half of the work of a filter.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

# The standard gives its two filters as coefficients at 48 kHz; these analogue values give them at every rate.
_SHELF_HZ, _SHELF_Q, _SHELF_DB = 1681.9744509555319, 0.7071752369554193, 3.99984385397
_HIGHPASS_HZ, _HIGHPASS_Q = 38.13547087613982, 0.5003270373253953

_STILL = 48  # bins: what lies beyond of a window's own spectrum is 60 dB lower
_AT_ONCE = 16  # windows: their spectra stay in a core's cache

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Window:
    """Windows of 100 ms (`step` frames) that fade into each other, so that all of them together hold every energy once.

    The fades keep a low rumble from spilling into the frequencies that are weighted most; each window reaches `before`
    frames beyond its 100 ms on both sides. `still` is the beginning of a window's own spectrum.
    """

    step: int
    before: int
    shape: Floats
    still: npt.NDArray[np.complex64]
    weighting: Floats

    @classmethod
    def of(cls, rate: int) -> Window:
        """The windows for a rate that is a multiple of 10."""
        return _window(rate)

    def count(self, frames: int) -> int:
        """How many windows lie whole in so many frames."""
        return max(0, (frames - len(self.shape)) // self.step + 1)

    def energies(self, samples: Floats) -> npt.NDArray[np.float64]:
        """The mean weighted power of one channel in each whole window."""
        found = np.empty(self.count(len(samples)))
        if not len(found):
            return found
        windows = np.lib.stride_tricks.sliding_window_view(samples, len(self.shape))[:: self.step]
        for start in range(0, len(found), _AT_ONCE):
            # "forward" is the only norm that numpy reckons in single precision; older ones have double alone.
            spectra = np.fft.rfft(
                windows[start : start + _AT_ONCE] * self.shape, _size(len(self.shape)), norm="forward"
            )
            spectra = spectra.astype(np.complex64, copy=False)
            # The standing offset of a cheap sound card is silent, and would spill most of all.
            spectra[:, : len(self.still)] -= spectra[:, :1] / self.still[0] * self.still
            parts = spectra.view(np.float32)
            # Not `@`: the threads that it would start fight the encoder for the cores.
            found[start : start + _AT_ONCE] = np.einsum("ij,j->i", np.square(parts, out=parts), self.weighting)
        return found


@functools.cache
def _window(rate: int) -> Window:
    step = rate // 10
    before = step // 20
    rising = np.sin(np.pi / 2 * (np.arange(2 * before) + 0.5) / (2 * before))
    shape = np.concatenate([rising, np.ones(step - 2 * before), rising[::-1]])
    size = _size(len(shape))
    power = np.abs(_response(rate, size)) ** 2 * (2 * size / step)
    power[0] /= 2
    if size % 2 == 0:
        power[-1] /= 2
    still = np.fft.rfft(shape, size, norm="forward")[:_STILL].astype(np.complex64)
    return Window(step, before, shape.astype(np.float32), still, np.repeat(power, 2).astype(np.float32))


@functools.cache
def _size(least: int) -> int:
    """The next length that is quick to transform: a product of twos, threes and fives."""
    size = least
    while _without(_without(_without(size, 2), 3), 5) > 1:
        size += 1
    return size


def _without(number: int, factor: int) -> int:
    while number % factor == 0:
        number //= factor
    return number


def _response(rate: int, size: int) -> npt.NDArray[np.complex128]:
    """The weighting at the size // 2 + 1 bins of a real FFT of `size` samples at `rate`."""
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    return _shelf(rate, z) * _highpass(rate, z)


def _shelf(rate: int, z: npt.NDArray[np.complex128]) -> npt.NDArray[np.complex128]:
    k = np.tan(np.pi * _SHELF_HZ / rate)
    high = 10 ** (_SHELF_DB / 20)
    middle = high**0.4996667741545416
    over = (
        (high + middle * k / _SHELF_Q + k * k) + 2 * (k * k - high) * z + (high - middle * k / _SHELF_Q + k * k) * z**2
    )
    return np.asarray(over / _denominator(k, _SHELF_Q, z))


def _highpass(rate: int, z: npt.NDArray[np.complex128]) -> npt.NDArray[np.complex128]:
    k = np.tan(np.pi * _HIGHPASS_HZ / rate)
    # The standard leaves this numerator at 1, -2, 1 and does not divide it as it does the shelf's.
    return np.asarray((1 - z) ** 2 * (1 + k / _HIGHPASS_Q + k * k) / _denominator(k, _HIGHPASS_Q, z))


def _denominator(k: float, q: float, z: npt.NDArray[np.complex128]) -> npt.NDArray[np.complex128]:
    return (1 + k / q + k * k) + 2 * (k * k - 1) * z + (1 - k / q + k * k) * z**2
