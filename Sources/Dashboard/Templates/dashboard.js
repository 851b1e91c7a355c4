"use strict";
// Makes what forms and links already do quicker; every page works without it.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (name, text = "", type = "") => {
  const element = document.createElement(name);
  element.textContent = text;
  element.className = type;
  return element;
};

// The address of the page holds all that it shows; what a form sent is written the short way.
const costs = document.querySelector(".costs[data-address]");
if (costs && location.search) history.replaceState(null, "", costs.dataset.address + location.hash);

// Forms

for (const form of all("form[data-instant]")) {
  const key = "focus:" + location.pathname;
  form.addEventListener("change", () => {
    sessionStorage.setItem(key, document.activeElement?.id || "");
    form.requestSubmit();
  });
  const id = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (id) document.getElementById(id)?.focus();
}

// Empty fields say nothing, so the address does without them.
addEventListener("submit", (event) => {
  for (const field of all("input, select", event.target)) {
    if (!field.value && field.name && field.name !== "find") field.disabled = true;
  }
});
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const field of all(":disabled")) field.disabled = false;
});

// Lists of values come when they are asked for.

async function choose(details, address) {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const chooser = page.querySelector(".choose");
  if (!answer.ok || !chooser) return;
  const old = details.querySelector(".choose, a");
  old.replaceWith(chooser);
  const search = chooser.querySelector("input[type=search]");
  search.addEventListener("input", () => {
    const text = search.value.toLowerCase();
    for (const item of all("li", chooser)) item.hidden = !item.textContent.toLowerCase().includes(text);
  });
  chooser.querySelector("form.find").addEventListener("submit", (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    choose(details, event.target.action + "?" + new URLSearchParams(form));
  });
  search.focus();
}

for (const details of all("details.filter")) {
  details.addEventListener("toggle", () => {
    const link = details.querySelector(":scope > a");
    if (details.open && link) choose(details, link.href);
    if (details.open) for (const other of all("details.filter[open]")) other.open = other === details;
  });
}
addEventListener("click", (event) => {
  if (event.target.closest("details.filter")) return;
  for (const details of all("details.filter[open]")) details.open = false;
});

// The chart: what a slot holds, and a time chosen by dragging.

const hourMS = 3600000;
const hourText = (hour) => new Date(hour * hourMS).toISOString().slice(0, 19) + "Z";
const written = (hour) => (hour % 24 ? hourText(hour) : hourText(hour).slice(0, 10));

const money = (amount) => amount.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

// `Thu, 15 Oct 2026, 18:00 UTC` of what an answer calls the start of a slice.
function moment(start) {
  const date = new Date(start);
  if (start.length < 10 || isNaN(date)) return start;
  const day = { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  const hour = start.includes("T") ? `, ${start.slice(11, 16)} UTC` : "";
  return date.toLocaleDateString("en-GB", day) + hour;
}

class Chart {
  constructor(figure) {
    this.figure = figure;
    this.plot = figure.querySelector("svg.slots");
    this.data = this.plot.dataset;
    this.count = Number(this.data.slots);
    this.tip = figure.appendChild(make("div", "", "tip"));
    this.brush = figure.appendChild(make("div", "", "brush"));
    this.tip.hidden = this.brush.hidden = true;
    this.tip.setAttribute("role", "status");
    this.plot.tabIndex = 0;
    this.plot.addEventListener("pointermove", (event) => this.move(event));
    this.plot.addEventListener("pointerdown", (event) => this.press(event));
    this.plot.addEventListener("pointerup", (event) => this.release(event));
    this.plot.addEventListener("pointerleave", () => this.anchor ?? this.hide());
    this.plot.addEventListener("keydown", (event) => this.key(event));
    this.plot.addEventListener("blur", () => this.hide());
  }

  slot(event) {
    const box = this.plot.getBoundingClientRect();
    const slot = Math.floor(((event.clientX - box.left) / box.width) * this.count);
    return Math.min(this.count - 1, Math.max(0, slot));
  }

  // The hour since 1970 (UTC) at which a slot begins.
  hour(slot) {
    if (this.figure.dataset.hours) return Number(this.figure.dataset.hours.split(" ")[slot]);
    if (slot === this.count) return Number(this.data.to);
    const [first, step] = [Number(this.figure.dataset.first), Number(this.figure.dataset.step)];
    const lengths = { hour: 1, day: 24, week: 168 };
    if (this.data.per !== "month") return first + slot * step * lengths[this.data.per];
    const date = new Date(first * hourMS);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + slot * step, 1) / hourMS;
  }

  move(event) {
    this.at = this.slot(event);
    if (this.anchor !== undefined) this.mark();
    this.tell();
  }

  press(event) {
    if (event.button) return;
    this.plot.setPointerCapture(event.pointerId);
    this.anchor = this.at = this.slot(event);
  }

  // A drag chooses its slots, a click of the mouse the one under it; hours have no parts.
  release(event) {
    const isDrag = this.anchor !== undefined && this.anchor !== this.at;
    const isClick = this.anchor !== undefined && event.pointerType === "mouse" && this.data.per !== "hour";
    if (isDrag || isClick) this.go();
    this.anchor = undefined;
  }

  key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key];
    if (step) {
      const old = this.at ?? (step > 0 ? -1 : this.count);
      if (event.shiftKey) this.anchor ??= Math.max(0, this.at ?? 0);
      else this.cancel();
      this.at = Math.min(this.count - 1, Math.max(0, old + step));
      if (this.anchor !== undefined) this.mark();
      this.tell();
    } else if (event.key === "Enter" && this.at !== undefined) {
      this.anchor ??= this.at;
      this.go();
    } else if (event.key === "Escape") {
      this.cancel();
      this.hide();
    } else return;
    event.preventDefault();
  }

  cancel() {
    this.anchor = undefined;
    this.brush.hidden = true;
  }

  hide() {
    this.tip.hidden = true;
    this.cancel();
  }

  // Where a slot stands within the figure.
  left(slot) {
    const [box, outer] = [this.plot.getBoundingClientRect(), this.figure.getBoundingClientRect()];
    return { x: box.left - outer.left + (slot / this.count) * box.width, top: box.top - outer.top, box };
  }

  mark() {
    const [from, to] = [Math.min(this.anchor, this.at), Math.max(this.anchor, this.at) + 1];
    const [a, b] = [this.left(from), this.left(to)];
    Object.assign(this.brush.style, {
      left: a.x + "px", width: b.x - a.x + "px", top: a.top + "px", height: a.box.height + "px",
    });
    this.brush.hidden = false;
  }

  go() {
    const [from, to] = [Math.min(this.anchor, this.at), Math.max(this.anchor, this.at) + 1];
    const address = new URL(costs.dataset.address, location.href);
    const hours = [this.hour(from), this.hour(to)];
    address.searchParams.set("from", written(hours[0]));
    address.searchParams.set("to", written(hours[1]));
    if (hours[1] - hours[0] <= 72) address.searchParams.set("per", "hour");
    location.href = address;
  }

  // The slot of an answer's slice.
  slotOf(start) {
    const [first, step] = [Number(this.figure.dataset.first), Number(this.figure.dataset.step)];
    if (this.data.per === "hour") return Math.floor((Date.parse(start) / hourMS - Number(this.data.from)) / step);
    if (this.data.per === "month") {
      const [a, b] = [new Date(first * hourMS), new Date(start + "-01")];
      const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
      return Math.floor(months / step);
    }
    const hours = Date.parse(start) / hourMS - first;
    return Math.floor(hours / (this.data.per === "week" ? 168 : 24) / step);
  }

  async values() {
    Chart.answer ??= fetch(costs.dataset.api).then((answer) => (answer.ok ? answer.json() : []));
    if (this.rows) return this.rows;
    const rows = await Chart.answer;
    const by = new URL(costs.dataset.api, location.href).searchParams.get("by") ?? "";
    const unit = this.figure.dataset.unit;
    this.rows = Array.from({ length: this.count }, () => []);
    for (const row of rows) {
      if ((row.currency ?? row.unit ?? "") !== unit) continue;
      const names = Object.entries(row).filter(
        ([key]) => !["period_start", "cost", "quantity", "currency"].includes(key) && (key !== "unit" || /\bunit\b/.test(by)));
      const name = names.map(([, value]) => value ?? "(none)").join(" · ") || "Total";
      this.rows[this.slotOf(row.period_start)]?.push({ name, start: row.period_start, cost: row.cost ?? row.quantity });
    }
    return this.rows;
  }

  // What the slots that are chosen hold, or the one under the pointer.
  async tell() {
    const at = this.at;
    const slots = await this.values();
    if (at !== this.at) return;
    const [from, to] = [Math.min(this.anchor ?? at, at), Math.max(this.anchor ?? at, at)];
    const sums = new Map();
    for (const { name, cost } of slots.slice(from, to + 1).flat()) {
      sums.set(name, (sums.get(name) ?? 0) + Number(cost));
    }
    const rows = [...sums];
    if (from < to) rows.sort((a, b) => (a[0] === "Others") - (b[0] === "Others") || b[1] - a[1]);
    const start = (slot) => moment(slots[slot]?.[0]?.start ?? written(this.hour(slot)));
    const title = make("p", from < to ? `${start(from)} – ${start(to)}` : start(at));
    const list = make("ul");
    for (const [name, cost] of rows.slice(0, 12)) {
      const item = list.appendChild(make("li"));
      const label = item.appendChild(make("bdi", name.length > 60 ? name.slice(0, 60) + "…" : name));
      label.prepend(make("i", "", this.swatch(name)));
      item.append(make("b", money(cost)));
    }
    if (rows.length > 12) list.append(make("li", `${rows.length - 12} more`));
    if (rows.length > 1) {
      const item = list.appendChild(make("li", "", "sum"));
      item.append(make("bdi", "Total"), make("b", money(rows.reduce((sum, row) => sum + row[1], 0))));
    }
    this.tip.replaceChildren(title, list);
    this.tip.hidden = false;
    const place = this.left(at + 0.5);
    const isRight = at > this.count / 2;
    this.tip.style.left = isRight ? "auto" : place.x + 12 + "px";
    this.tip.style.right = isRight ? this.figure.clientWidth - place.x + 12 + "px" : "auto";
    this.tip.style.top = place.top + "px";
  }

  swatch(name) {
    const item = all(".legend li", this.figure).find((item) => item.querySelector("bdi").textContent === name);
    return item?.querySelector("i").className ?? "";
  }
}

for (const figure of all("figure.cost-chart")) new Chart(figure);

// The name under the pointer stands out in the picture.
for (const chart of all(".timechart")) {
  const pick = (series) => {
    chart.classList.toggle("is-picking", series !== undefined);
    for (const part of all("[data-series]", chart)) {
      part.classList.toggle("is-picked", part.dataset.series === series);
    }
  };
  for (const item of all(".legend [data-series]", chart)) {
    item.addEventListener("pointerenter", () => pick(item.dataset.series));
    item.addEventListener("pointerleave", () => pick());
  }
}

// What can be copied

function copyButton(place, name, text) {
  const button = make("button", name);
  button.type = "button";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(await text());
      button.textContent = "Copied";
    } catch {
      button.textContent = "The browser lets nobody copy";
    }
    setTimeout(() => (button.textContent = name), 2000);
  });
  place.append(" ", button);
}

for (const code of all("#command")) copyButton(code.parentElement, "Copy", () => code.textContent);
for (const link of all("a[data-copy-link]")) copyButton(link.parentElement, "Copy link", () => link.href);
for (const link of all("a[data-copy-from]")) {
  copyButton(link.parentElement, "Copy Markdown", async () => (await fetch(link.href)).text());
}

// Keys

const keys = [["?", "these keys"], ["/", "search, or the first filter"], ["Esc", "close, cancel"],
  ["← →", "in a chart: from slot to slot"], ["⇧ ← →", "in a chart: choose a time"], ["Enter", "in a chart: go there"], ["Tab", "from one thing to the next"]];

const hint = make("span", " · ");
hint.append(make("kbd", "?"), " shows the keys");
document.querySelector("footer p")?.append(hint);

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key !== "Escape" && event.target.matches?.("input, select, textarea")) return;
  if (event.key === "?") {
    let dialog = document.querySelector("dialog.keys");
    if (!dialog) {
      dialog = document.body.appendChild(make("dialog", "", "keys"));
      const list = make("dl");
      for (const [key, what] of keys) list.append(make("dt", key), make("dd", what));
      const form = make("form");
      form.method = "dialog";
      form.append(make("button", "Close"));
      dialog.append(make("h2", "Keys"), list, form);
    }
    if (!dialog.open) dialog.showModal();
  } else if (event.key === "/") {
    const target = document.querySelector("input[type=search]") ?? document.querySelector("details.filter > summary");
    if (!target) return;
    event.preventDefault();
    target.focus();
  } else if (event.key === "Escape") {
    for (const details of all("details.filter[open]")) details.open = false;
  }
});

// Whether there is something newer to show

let shown;
async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    const tag = answer.ok && answer.headers.get("ETag");
    if (!tag) return;
    shown ??= tag;
    if (tag === shown || document.querySelector(".newer")) return;
    const isIdle = document.activeElement === document.body && !document.querySelector("details[open], dialog[open]");
    if (isIdle) return location.reload();
    const note = document.body.appendChild(make("p", "The ledger has changed: ", "newer"));
    note.setAttribute("role", "status");
    const link = note.appendChild(make("a", "reload"));
    link.href = location.href;
  } catch {
    // The server is away just now.
  }
}
look();
setInterval(look, 15000);
document.addEventListener("visibilitychange", look);
