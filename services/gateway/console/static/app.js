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

  // A form: where to begin, what was typed, and whether somebody would lose it.
  const form = $("#form");
  if (form) {
    const first = form.dataset.focus ? document.getElementById(form.dataset.focus) : $("#summary");
    if (first) {
      const inputs = all("input, select, textarea", first);
      (form.dataset.focus ? inputs.at(-inputs.length / Math.max(1, all(".card, tbody tr", first).length)) : first)?.focus();
    }
    let timer = 0;
    const saved = $("[data-saved]", form);
    const save = async () => {
      try {
        const answer = await fetch(form.dataset.draft, { method: "POST", body: new URLSearchParams(new FormData(form)) });
        if (answer.ok && !answer.redirected) saved.textContent = await answer.text();
      } catch { /* The page keeps what was typed; the next change tries again. */ }
    };
    form.addEventListener("input", (event) => {
      form.dataset.dirty = "yes";
      clearTimeout(timer);
      timer = setTimeout(save, 2000);
      if (event.target.dataset.kind === "date") sayDay(event.target);
    });
    form.addEventListener("submit", () => clearTimeout(timer));
  }

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

  const print = $("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  window.addEventListener("beforeprint", () => all("details").forEach((fold) => { fold.open = true; }));
})();
