// Scripts only improve: every page works without this file.
(() => {
  "use strict";
  const $ = (what, where = document) => where.querySelector(what);
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const typing = (target) => /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;

  // Keys: j k move, Enter opens, a takes the next step, / searches, ? helps, e takes the main step.
  let at = -1;
  const move = (by) => {
    const rows = all("[data-row]");
    if (!rows.length) return;
    rows[at]?.classList.remove("on");
    at = Math.max(0, Math.min(rows.length - 1, at + by));
    rows[at].classList.add("on");
    $("a", rows[at]).focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "nearest" });
  };
  const keys = {
    KeyJ: () => move(1),
    KeyK: () => move(-1),
    KeyA: () => all("[data-row]")[at]?.querySelector(".c-act a")?.click(),
    KeyE: () => $("[data-main]")?.click(),
    Slash: (event) => {
      if (event.shiftKey) location.href = "/help";
      else $(".search input")?.focus();
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || typing(event.target)) return;
    if (event.ctrlKey || event.metaKey || !("keys" in document.body.dataset)) return;
    const key = keys[event.code];
    if (key) {
      event.preventDefault();
      key(event);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) $("#form .send .btn")?.click();
  });

  // A form: where to begin, what was typed, rows without leaving the page.
  let timer = 0;
  const post = (form, extra) => {
    const body = new URLSearchParams(new FormData(form));
    if (extra) body.set(extra.name, extra.value);
    return fetch(extra ? form.action : form.dataset.draft, { method: "POST", body });
  };
  const save = async (form) => {
    try {
      const answer = await post(form);
      if (answer.ok && !answer.redirected) $("[data-saved]", form).textContent = await answer.text();
    } catch { /* The page keeps what was typed; the next change tries again. */ }
  };
  const begin = (form) => {
    const focus = form.dataset.focus && document.getElementById(form.dataset.focus);
    const last = focus && all(":scope > .card, :scope > table > tbody > tr", focus).at(-1);
    (last ? $("input, select, textarea", last) : $("#summary"))?.focus();
  };
  // Adding and dropping a row is the same request as without scripts; only the form is exchanged.
  const rows = async (form, button) => {
    clearTimeout(timer);
    try {
      const answer = await post(form, button);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.getElementById("form");
      if (!next) throw new Error("no form");
      all("details[open] > summary", form).forEach((fold) => {
        const same = all("details > summary", next).find((f) => f.textContent === fold.textContent);
        if (same) same.parentElement.open = true;
      });
      form.replaceWith(document.adoptNode(next));
      begin($("#form"));
    } catch {
      button.dataset.plain = "yes";
      button.click();
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#form button[name=_add], #form button[name=_drop], #form button[name=_paste]");
    if (!button || button.dataset.plain) return;
    event.preventDefault();
    rows(button.form, button);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("#form");
    if (event.target.dataset.kind === "date") sayDay(event.target);
    if (!form) return;
    clearTimeout(timer);
    timer = setTimeout(() => save(form), 2000);
  });
  document.addEventListener("submit", () => clearTimeout(timer));

  // A date is said again in full, so that a slip is seen.
  const days = { vi: "vi-VN", en: "en-GB" };
  const sayDay = (input) => {
    const match = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$/.exec(input.value.trim());
    let said = input.parentElement.querySelector(".said");
    if (!said) {
      said = document.createElement("p");
      said.className = "said";
      said.setAttribute("aria-live", "polite");
      input.after(said);
    }
    said.textContent = "";
    if (!match) return;
    const year = Number(match[3]) + (match[3].length === 2 ? 2000 : 0);
    const day = new Date(year, Number(match[2]) - 1, Number(match[1]));
    if (day.getDate() !== Number(match[1])) return;
    said.textContent = day.toLocaleDateString(days[document.documentElement.lang], { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric" });
  };

  // What others changed: a dossier reads itself again, a list only says so, under nobody's hand.
  const live = $("[data-live]");
  if (live) {
    const events = new EventSource(live.dataset.live);
    events.addEventListener("changed", async () => {
      const fresh = $("[data-fresh]");
      if (fresh) { fresh.hidden = false; return; }
      if (live.contains(document.activeElement) && typing(document.activeElement)) return;
      const answer = await fetch(location.href);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const open = new Set(all("details[open] > summary", live).map((fold) => fold.textContent));
      live.replaceChildren(...[...$("#live", page).childNodes].map((node) => document.adoptNode(node)));
      all("details > summary", live).forEach((fold) => { fold.parentElement.open ||= open.has(fold.textContent); });
      showPrint();
    });
    window.addEventListener("pagehide", () => events.close());
  }

  const showPrint = () => all("[data-print]").forEach((button) => { button.hidden = false; });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
  window.addEventListener("beforeprint", () => all("details").forEach((fold) => { fold.open = true; }));
  const form = $("#form");
  if (form) begin(form);
  showPrint();
})();
