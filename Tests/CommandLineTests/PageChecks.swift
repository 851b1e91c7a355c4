/// What makes a page usable without eyes or a mouse, as far as a script can tell (WCAG 2.2 AA).
enum PageChecks {
  /// Returns what is wrong with the page that is open, one sentence a line.
  static let script = #"""
    const problems = [];
    const all = (selector) => [...document.querySelectorAll(selector)];
    const named = (e) => (e.getAttribute("aria-label") || e.textContent).trim() !== "";
    const show = (e) => e.outerHTML.slice(0, 120);
    if (!document.documentElement.lang) problems.push("no language");
    if (!document.title.trim()) problems.push("no title");
    if (all("h1").length !== 1) problems.push("not one h1");
    if (!document.querySelector("a.skip[href='#content']") || !document.getElementById("content")) problems.push("no way past the menu");
    let level = 0;
    for (const heading of all("h1, h2, h3, h4, h5, h6")) {
      const own = Number(heading.tagName[1]);
      if (own > level + 1) problems.push("skips a level: " + show(heading));
      level = own;
    }
    for (const field of all("input:not([type=hidden]), select, textarea")) {
      const words = [...field.labels].flatMap((label) => [...label.childNodes]).filter((part) => part !== field);
      if (!words.some((part) => part.textContent.trim()) && !field.ariaLabel) problems.push("no label: " + show(field));
    }
    for (const thing of all("a[href], button, summary")) if (!named(thing)) problems.push("no name: " + show(thing));
    for (const table of all("table")) {
      if (!table.caption?.textContent.trim()) problems.push("no caption: " + show(table));
      for (const head of table.querySelectorAll("th")) if (!head.scope) problems.push("no scope: " + show(head));
    }
    for (const picture of all("svg")) {
      const ids = (picture.getAttribute("aria-labelledby") || "").split(" ");
      const text = ids.map((id) => document.getElementById(id)?.textContent ?? "").join("") || picture.getAttribute("aria-label");
      const isHidden = picture.getAttribute("aria-hidden") === "true";
      if (!isHidden && (picture.getAttribute("role") !== "img" || !text)) problems.push("no name: " + show(picture));
    }
    for (const region of all(".scroll")) {
      if (region.tabIndex !== 0 || !region.getAttribute("aria-label")) problems.push("cannot be scrolled by keys: " + show(region));
    }
    const ids = all("[id]").map((e) => e.id);
    for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) problems.push("twice: #" + id);

    // The contrast of each text with what is behind it: 4.5, or 3 for large text.
    const parse = (color) => (color.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    const light = ([r, g, b]) => {
      const [x, y, z] = [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const behind = (e) => {
      for (; e; e = e.parentElement) {
        const color = parse(getComputedStyle(e).backgroundColor);
        if (color[3] === undefined || color[3] === 1) return color;
      }
      return [255, 255, 255];
    };
    const seen = new Set();
    for (const e of all("body *")) {
      if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility({ opacityProperty: true })) continue;
      if (e.closest("title, desc, option, select, .skip, .hidden")) continue;
      const style = getComputedStyle(e);
      const [ink, paper] = [parse(e.ownerSVGElement ? style.fill : style.color), behind(e.ownerSVGElement ?? e)];
      const [a, b] = [light(ink), light(paper)].sort((x, y) => y - x);
      const size = parseFloat(style.fontSize);
      const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
      const ratio = (a + 0.05) / (b + 0.05);
      const key = ink + " on " + paper;
      if (ratio < least && !seen.has(key)) {
        seen.add(key);
        problems.push(`contrast ${ratio.toFixed(2)}, ${key}: ` + show(e));
      }
    }
    return problems.join("\n");
    """#
}
