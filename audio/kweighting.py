"""The K weighting of ITU-R BS.1770 as a frequency response, for any sampling rate."""

from __future__ import annotations

import functools

import numpy as np
import numpy.typing as npt

# The standard gives its two filters as coefficients at 48 kHz; these analogue values give them at every rate.
_SHELF_HZ, _SHELF_Q, _SHELF_DB = 1681.9744509555319, 0.7071752369554193, 3.99984385397
_HIGHPASS_HZ, _HIGHPASS_Q = 38.13547087613982, 0.5003270373253953

Response = npt.NDArray[np.complex64]


@functools.cache
def response(rate: int, size: int) -> Response:
    """The weighting at the size // 2 + 1 bins of a real FFT of `size` samples at `rate`."""
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    weighting = _shelf(rate, z) * _highpass(rate, z)
    return np.asarray(weighting, np.complex64)


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
