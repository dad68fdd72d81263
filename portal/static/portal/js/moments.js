// Turns <time data-moment> into "18 minutes ago", "today 14:20", "yesterday 09:10" or "23 November 14:20".
// The server writes the whole date, which stays true in any cache; a date of another year is left as it stands.
const language = document.documentElement.lang;
const timeZone = "Asia/Shanghai";
const DAY = 86_400_000;

const ago = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
const dayAndMonth = new Intl.DateTimeFormat(language, { month: "long", day: "numeric", timeZone });
const calendar = new Intl.DateTimeFormat("en-CA", { timeZone });

const dayNumber = (date) => Math.round(Date.parse(calendar.format(date)) / DAY);

export function say(date, now) {
  const minutes = Math.floor((now - date) / 60_000);
  if (minutes < 0) return null;
  if (minutes < 60) return ago.format(-minutes, "minute");
  const days = dayNumber(now) - dayNumber(date);
  if (days < 2) return `${ago.format(-days, "day")} ${clock.format(date)}`;
  if (calendar.format(date).slice(0, 4) !== calendar.format(now).slice(0, 4)) return null;
  return `${dayAndMonth.format(date)} ${clock.format(date)}`;
}

function tell(root) {
  const now = new Date();
  for (const time of root.querySelectorAll("time[data-moment]")) {
    const words = say(new Date(time.dateTime), now);
    time.title ||= time.textContent;
    if (words) time.textContent = words;
  }
}

tell(document);
document.addEventListener("htmx:load", (event) => tell(event.target));
setInterval(() => tell(document), 60_000);
