"use strict";
// The page holds all its data: findings are list items, marks name theirs, bars are links. This script hides and counts.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = document.getElementById("filters");
  const card = document.getElementById("card");
  const marks = new Map();
  for (const mark of all("mark[data-note]")) {
    const id = mark.dataset.note;
    if (!marks.has(id)) marks.set(id, []);
    marks.get(id).push(mark);
  }
  const articles = all("article").map(element => ({
    element, file: element.dataset.file, tally: element.querySelector(".tally"),
    count: all("li.finding:not([data-hidden])", element).length,
  }));
  const notes = articles.flatMap(article => all("li.finding", article.element).map(element => ({
    element, article, id: element.id.slice(1), file: article.file, ...element.dataset, hidden: "hidden" in element.dataset,
    marks: marks.get(element.id.slice(1)) || [], words: element.textContent.toLowerCase(),
  })));
  const byId = new Map(notes.map(note => [note.id, note]));
  const rules = note => [note.rule, note.rule.split("/")[0]];

  // What is asked for: the form, and the address behind its #.

  const boxes = name => all(`input[name="${name}"]`, form);
  const field = name => form.elements[name];

  function asked() {
    const query = new URLSearchParams();
    for (const name of ["severity", "certainty"]) {
      const on = boxes(name).filter(box => box.checked);
      if (on.length < boxes(name).length) query.set(name, on.map(box => box.value).join(","));
    }
    for (const name of ["rule", "file", "q"]) if (field(name)?.value) query.set(name, field(name).value);
    if (field("hidden")?.checked) query.set("hidden", "1");
    return query;
  }

  function ask(query) {
    for (const name of ["severity", "certainty"]) {
      const on = query.has(name) ? query.get(name).split(",") : null;
      for (const box of boxes(name)) box.checked = !on || on.includes(box.value);
    }
    for (const name of ["rule", "file"]) {
      const select = field(name), value = query.get(name) || "";
      if (select) select.value = [...select.options].some(option => option.value === value) ? value : "";
    }
    field("q").value = query.get("q") || "";
    if (field("hidden")) field("hidden").checked = query.has("hidden");
  }

  function fromAddress() {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes("=")) return; // a place on the page, not a filter
    ask(new URLSearchParams(hash));
    show();
  }

  function toAddress() {
    const query = asked().toString();
    // An empty hash would scroll to the top, and a new entry for every letter would bury the last page.
    history.replaceState(null, "", query ? `#${query}` : location.pathname + location.search);
    show();
  }

  // What is shown, and how much there would be behind every other choice.

  function tests(query) {
    const among = name => query.has(name) && new Set(query.get(name).split(","));
    const severity = among("severity"), certainty = among("certainty");
    const words = (query.get("q") || "").toLowerCase().split(/\s+/).filter(Boolean);
    return {
      severity: note => !severity || severity.has(note.severity),
      certainty: note => !certainty || certainty.has(note.certainty),
      rule: note => !query.has("rule") || rules(note).includes(query.get("rule")),
      file: note => !query.has("file") || note.file === query.get("file"),
      q: note => words.every(word => note.words.includes(word)),
      hidden: note => !note.hidden || query.has("hidden"),
    };
  }

  // Typing goes on while thousands of findings are told anew.
  let waiting = 0;
  function soon() {
    if (notes.length < 1000) return toAddress();
    clearTimeout(waiting);
    waiting = setTimeout(toAddress, 200);
  }

  function show() {
    hideCard();
    const query = asked(), counts = new Map(), shown = new Map();
    const every = Object.entries(tests(query));
    const count = (key, note) => {
      if (!counts.has(key)) counts.set(key, {all: 0});
      const found = counts.get(key);
      found.all += 1;
      found[note.severity] = (found[note.severity] || 0) + 1;
    };
    let visible = 0;
    for (const note of notes) {
      const failing = every.filter(([, test]) => !test(note)).map(([name]) => name);
      const counting = name => !failing.length || (failing.length === 1 && failing[0] === name);
      for (const name of ["severity", "certainty", "file"]) if (counting(name)) count(`${name}=${note[name]}`, note);
      if (counting("rule")) for (const rule of rules(note)) count(`rule=${rule}`, note);
      if (note.hidden && counting("hidden")) count("hidden=1", note);
      tell(note, !failing.length);
      if (failing.length) continue;
      visible += 1;
      shown.set(note.article, (shown.get(note.article) || 0) + 1);
    }
    const narrowed = [...query.keys()].some(name => name !== "hidden");
    const onlyFile = [...query.keys()].every(name => name === "hidden" || name === "file") && query.get("file");
    for (const article of articles) tellArticle(article, shown.get(article) || 0, narrowed, article.file === onlyFile);
    const told = query.has("hidden") ? notes.length : notes.filter(note => !note.hidden).length;
    const findings = `finding${told === 1 ? "" : "s"}`;
    document.getElementById("shown").textContent = narrowed ? `${many(visible)} of ${many(told)} ${findings}` : `${many(told)} ${findings}`;
    document.getElementById("none").hidden = !narrowed || visible > 0 || articles.some(article => !article.element.hidden);
    for (const button of all("#filters .reset")) button.hidden = !query.toString();
    for (const element of all("[data-count]", form)) element.textContent = many(counts.get(element.dataset.count)?.all || 0);
    draw(counts, query);
  }

  const many = count => count.toLocaleString("en");

  function tell(note, yes) {
    note.element.hidden = !yes;
    for (const mark of note.marks) mark.classList.toggle("off", !yes);
  }

  function tellArticle(article, shown, narrowed, named) {
    const count = article.count;
    article.element.hidden = narrowed && !shown && !named;
    article.tally.textContent = narrowed && count ? `${many(shown)} of ${many(count)} findings` : `${many(count)} finding${count === 1 ? "" : "s"}`;
  }

  function draw(counts, query) {
    for (const chart of all(".bars")) {
      const bars = all("a", chart).map(link => {
        const [name, value] = [...new URLSearchParams(link.hash.slice(1))][0];
        return {link, current: query.get(name) === value, found: counts.get(`${name}=${value}`) || {all: 0}};
      });
      // Findings that were hidden may make a bar longer than the longest was at first, but never does a filter stretch any.
      chart.dataset.most ||= chart.querySelector("svg").viewBox.baseVal.width;
      const most = Math.max(chart.dataset.most, ...bars.map(bar => bar.found.all));
      for (const bar of bars) drawBar(bar, most);
    }
  }

  function drawBar({link, current, found}, most) {
    let x = 0;
    link.querySelector("svg").setAttribute("viewBox", `0 0 ${most} 1`);
    for (const rect of all("rect", link)) {
      const width = found[rect.getAttribute("class")] || 0;
      rect.setAttribute("x", x);
      rect.setAttribute("width", width);
      x += width;
    }
    link.querySelector(".value").textContent = many(found.all);
    link.querySelector(".away").textContent = ["critical", "major", "minor"].filter(level => found[level]).map(level => `${found[level]} ${level}`).join(", ");
    link.classList.toggle("idle", !found.all);
    link.setAttribute("aria-current", current);
  }

  // The card beside a mark.

  let pinned = false;

  function light(found) {
    for (const element of all(".on")) element.classList.remove("on");
    for (const note of found) for (const element of [note.element, ...note.marks]) element.classList.add("on");
  }

  function showCard(place, found) {
    light(found);
    card.replaceChildren(...found.map(copy));
    card.hidden = false;
    const box = place.getClientRects()[0] || place.getBoundingClientRect(), size = card.getBoundingClientRect();
    const below = box.bottom + 8 + size.height < innerHeight || box.top < size.height + 8;
    card.style.left = `${Math.max(8, Math.min(box.left, innerWidth - size.width - 8))}px`;
    card.style.top = `${below ? box.bottom + 8 : box.top - size.height - 8}px`;
  }

  function hideCard() {
    pinned = false;
    card.hidden = true;
    light([]);
  }

  function copy(note) {
    const element = document.createElement("div");
    element.className = note.element.className;
    element.append(...note.element.cloneNode(true).childNodes);
    for (const details of all("details", element)) details.open = true;
    for (const link of all("a", element)) link.replaceWith(...link.childNodes); // nothing in the card is a stop on the way
    return element;
  }

  // The findings at a place of the prose, the innermost first.
  function at(element) {
    const found = [];
    for (let mark = element.closest?.("mark[data-note]"); mark; mark = mark.parentElement.closest("mark[data-note]"))
      if (!mark.classList.contains("off")) found.push(byId.get(mark.dataset.note));
    return found.filter(Boolean);
  }

  function go(element) {
    for (let details = element.closest("details"); details; details = details.parentElement.closest("details")) details.open = true;
    const target = element.matches("mark") ? document.querySelector(`.ref[data-note="${element.dataset.note}"]`) : element;
    if (!target.hasAttribute("href") && !target.hasAttribute("tabindex")) target.tabIndex = -1;
    element.scrollIntoView({block: "center"});
    target.focus({preventScroll: true});
  }

  function openLink(event, link) {
    const hash = decodeURIComponent(link.hash.slice(1));
    if (hash.includes("=")) {
      const [name, value] = [...new URLSearchParams(link.hash.slice(1))][0], query = asked();
      if (query.get(name) === value) query.delete(name);
      else query.set(name, value);
      ask(query);
      toAddress();
    } else {
      const target = document.getElementById(hash);
      if (!target) return;
      // A link to what a filter hides takes the filters away.
      if (target.closest("[hidden]") || target.matches(".off")) { ask(new URLSearchParams()); toAddress(); }
      go(target);
    }
    event.preventDefault();
  }

  document.addEventListener("click", event => {
    const link = event.target.closest('a[href^="#"]'), found = at(event.target);
    if (link) return openLink(event, link);
    if (found.length) {
      showCard(event.target.closest("mark"), found);
      pinned = true;
    } else if (!card.contains(event.target)) hideCard();
  });
  document.addEventListener("pointerover", event => {
    if (pinned || event.pointerType === "touch" || card.contains(event.target)) return;
    const found = at(event.target);
    if (found.length) showCard(event.target.closest("mark"), found);
    else if (!card.hidden && !document.activeElement.matches(".ref")) hideCard();
  });
  document.addEventListener("focusin", event => {
    if (event.target.matches(".ref")) showCard(event.target, [byId.get(event.target.dataset.note)]);
    else hideCard();
  });
  document.addEventListener("keydown", event => { if (event.key === "Escape") hideCard(); });
  addEventListener("beforeprint", () => all("article details").forEach(details => { details.open = true; }));

  if (!form) return;
  form.hidden = false;
  if (innerWidth < 768) document.getElementById("more").open = false;
  form.addEventListener("input", soon);
  form.addEventListener("submit", event => event.preventDefault());
  for (const button of all(".reset")) button.addEventListener("click", () => { ask(new URLSearchParams()); toAddress(); field("q").focus(); });
  addEventListener("hashchange", fromAddress);
  fromAddress();
  show();
})();
