// The calendar of the week: how it is set up, drawn and turned.
import { contentOf, dayOfWall, describe, eventsOf, isoDay, plus, resourcesOf } from "./week-events.js";
import { drawOver } from "./week-over.js";

const DAY_MS = 86400000;
const ROWS = "resourceTimelineDay";
const MANY = 300; // more than these are drawn in two strokes: what is in sight, then the rest
const SLOT_PX = 30;
const [AROUND_PX, LEAST_PX] = [240, 480]; // what stands above and below the days at the least, and the days' least height
const BY_DAY = ["timeGridDay", ROWS];
// The calendar calls itself a table, whose cells may hold no buttons: to who listens it is plain days full of them.
const UNTRUE = ["table", "row", "rowgroup", "cell", "columnheader", "rowheader", "list", "listitem"].map((role) => `[role="${role}"]`).join(", ");
const UNTRUE_NAMES = ["role", "aria-colindex", "aria-rowindex", "aria-colcount", "aria-rowcount"];

const hourOf = (wall) => Number(wall.slice(11, 13)) + Number(wall.slice(14, 16)) / 60 || 24;

// `read` gives the newest content and the station's moment: {content, now}.
export function weekCalendar(place, settings, view, read, actions) {
  const { words, urls } = settings;
  const begins = settings.content.begins.slice(11, 16);
  const [hours, minutes] = begins.split(":").map(Number);
  const today = dayOfWall(plus(read().now, -(hours * 60 + minutes) * 60000));
  const week = [0, 1, 2, 3, 4, 5, 6].map((number) => dayOfWall(plus(`${settings.first}T00:00:00`, number * DAY_MS)));
  const isThisWeek = week.includes(today);
  const onPhone = matchMedia("(max-width: 47.99rem)").matches;

  const dayHead = (format) => (moment) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "week-day", title: words.breaksOf, textContent: moment.toLocaleDateString(settings.locale, format) });
    button.dataset.weekOpen = urls.breaks.replace(settings.first, isoDay(moment));
    return { domNodes: [button] };
  };
  const hour = (moment) => moment.toLocaleTimeString(settings.locale, { hour: "numeric", minute: "2-digit" });
  const drawn = (inRows) => eventsOf(read().content, read().now, settings.editable, inRows);
  const top = isThisWeek ? Math.max(hours, Number(read().now.slice(11, 13)) - 2) : 5;
  const bottom = top + Math.max(LEAST_PX, innerHeight - AROUND_PX) / (2 * SLOT_PX);
  const inSight = ({ start, end }) => hourOf(end) > top && hourOf(start) < bottom;
  const all = drawn(view === ROWS);
  const first = view === "timeGridWeek" && all.length > MANY ? all.filter(inSight) : all;

  const calendar = EventCalendar.create(place, {
    view,
    date: settings.day,
    firstDay: 1,
    locale: settings.locale,
    headerToolbar: { start: "", center: "", end: "" },
    allDaySlot: false,
    slotMinTime: begins,
    slotMaxTime: `${24 + hours}:${begins.slice(3)}`,
    slotDuration: "00:30",
    slotHeight: SLOT_PX,
    slotWidth: 44,
    snapDuration: "00:05",
    scrollTime: `${String(top).padStart(2, "0")}:00`,
    highlightedDates: [today],
    editable: settings.editable,
    eventResizableFromStart: settings.editable,
    longPressDelay: 400,
    eventTimeFormat: () => "", // ours is written with the title; the calendar's own would take most of the drawing time
    slotLabelFormat: hour,
    dayHeaderFormat: dayHead({ weekday: "short", day: "numeric", month: "numeric" }),
    listDayFormat: dayHead({ weekday: "long" }),
    listDaySideFormat: { day: "numeric", month: "long" },
    noEventsContent: words.empty,
    resources: resourcesOf(settings, "category"),
    events: first,
    eventContent: (info) => contentOf(info, words),
    eventDidMount: (info) => describe(info, words),
    eventClick: (info) => {
      info.jsEvent.preventDefault(); // the Enter that opens the panel must not press its first button
      actions.open(info.event.id);
    },
    dateClick: actions.offer,
    ...actions.dragging,
    views: {
      timeGridDay: { dayHeaderFormat: dayHead({ weekday: "long", day: "numeric", month: "long" }) },
      // a phone has no room for what is over
      listWeek: { validRange: onPhone && settings.day === today ? { start: today } : undefined },
    },
  });

  if (first !== all) requestAnimationFrame(() => setTimeout(() => {
    const known = new Set(first);
    for (const event of all) if (!known.has(event)) calendar.addEvent(event);
  }));

  const isByDay = () => BY_DAY.includes(calendar.getOption("view"));
  const over = () => {
    for (const node of place.querySelectorAll(UNTRUE)) for (const name of UNTRUE_NAMES) node.removeAttribute(name);
    drawOver(place, isByDay() ? [isoDay(calendar.getOption("date"))] : week, begins, read().content, read().now);
  };
  const draw = () => {
    calendar.setOption("events", drawn(calendar.getOption("view") === ROWS));
    over();
  };
  return {
    draw,
    // the moment goes on: where it is a line over the programmes, these stay as they are
    tick: () => (calendar.getOption("view") === ROWS ? draw() : over()),
    show: (wanted) => {
      const before = calendar.getOption("view");
      if (before !== wanted) calendar.setOption("view", wanted);
      const other = (before === ROWS) !== (wanted === ROWS); // rows draw breaks and fixed times as events
      requestAnimationFrame(other ? draw : over);
    },
    group: (by) => calendar.setOption("resources", resourcesOf(settings, by)),
    // Turns by days where one day is shown; gives the address where that is in another week, else nothing.
    turn: (days) => {
      if (!isByDay()) return urls.week.replace(settings.first, dayOfWall(plus(`${settings.day}T00:00:00`, 7 * days * DAY_MS)));
      const day = dayOfWall(plus(`${isoDay(calendar.getOption("date"))}T00:00:00`, days * DAY_MS));
      if (!week.includes(day)) return urls.week.replace(settings.first, day);
      calendar.setOption("date", day);
      requestAnimationFrame(over);
      return null;
    },
  };
}
