/* The editor of a report and of what it tells: the preview follows the typing, and sections are moved by button or by mouse.
   Without this script the preview has its buttons, and the order is a number. */
"use strict";
{
  const pane = document.querySelector(".live-preview");
  const frame = pane?.querySelector("iframe");
  const state = pane?.querySelector(".live-preview-state");
  const button = pane?.querySelector("[data-preview=page]");
  const print = pane?.querySelector("[data-preview=print]");
  const PAUSE = 500;
  let waiting, asking, printed;

  const unsaved = () => {
    const data = new FormData(button.form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  };

  const say = (...nodes) => {
    state.replaceChildren(...nodes);
    frame.classList.toggle("is-behind", nodes.length > 0);
  };

  /* To what the form is about; an address with its anchor would move the form as well. */
  const lead = () => {
    const document = frame.contentDocument;
    const told = document?.getElementById(frame.dataset.anchor);
    if (told) document.scrollingElement.scrollTop += told.getBoundingClientRect().top;
  };

  /* The body alone is exchanged: the frame keeps its place and its styles. */
  const show = (page) => {
    const document = frame.contentDocument;
    const place = document.scrollingElement.scrollTop;
    const words = document.querySelector(".refused");
    document.body.replaceWith(document.adoptNode(page.body));
    document.scrollingElement.scrollTop = place;
    if (words) lead();
  };

  const showsPage = () => frame.contentDocument?.querySelector("main");
  const typed = () => new URLSearchParams(unsaved()).toString();

  const compare = () => {
    if (typed() === printed) return say();
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = "Make it again";
    again.addEventListener("click", () => { print.click(); print.focus(); });
    say("Changed since this PDF was made. ", again);
  };

  const follow = async () => {
    if (!pane.open) return;
    if (!showsPage()) return compare();
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(button.formAction, { method: "POST", body: unsaved(), signal: asking.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const refused = page.querySelector(".refused");
      if (refused && !frame.contentDocument.querySelector(".refused")) say(...refused.children);
      else if (!refused && (!answer.ok || !page.querySelector(".report-contents"))) say(`The preview could not be made (${answer.status}). Save, or sign in again in another tab.`);
      else { show(page); say(); }
    } catch (error) {
      if (error.name !== "AbortError") say("The site does not answer. What you typed is still here.");
    }
  };

  const later = (event) => {
    // The editors put their texts in order when the page opens: nobody has typed yet.
    if (event && !event.isTrusted && !button.form.contains(document.activeElement)) return;
    clearTimeout(waiting);
    waiting = setTimeout(follow, PAUSE);
  };

  if (pane) {
    for (const event of ["input", "change", "formset:added", "formset:removed"]) document.addEventListener(event, later);
    django.jQuery(document).on("change", later); // what is found by typing tells jQuery alone
    pane.addEventListener("toggle", later);
    button.form.addEventListener("submit", ({ submitter }) => {
      if (submitter !== print) return;
      printed = typed();
      say("The PDF is being made …");
    });
    frame.addEventListener("load", () => {
      lead();
      if (showsPage()) say();
      else compare();
    });
    lead(); // the frame may have come first
  }

  /* Sections */
  const group = document.getElementById("sections-group");
  const rows = () => [...group.querySelectorAll("tbody > tr.form-row:not(.empty-form)")];
  const order = (row) => row.querySelector("[name$='-order']");
  const heading = (row) => row.querySelector("[name$='-heading']").value || "The new section";
  const place = (row, before) => {
    const errors = row.previousElementSibling?.matches(".row-form-errors") ? [row.previousElementSibling] : [];
    before.before(...errors, row);
  };
  const end = () => group.querySelector("tr.empty-form");
  const sort = (key) => {
    for (const row of rows().sort((one, other) => key(one) - key(other))) place(row, end());
  };

  const renumber = (moved) => {
    rows().forEach((row, number) => { order(row).value = number; });
    announce.textContent = `${heading(moved)}: ${rows().indexOf(moved) + 1} of ${rows().length}`;
    later();
  };

  const move = (row, step) => {
    sort((one) => Number(order(one).value)); // a number that was typed counts
    const all = rows();
    const other = all[all.indexOf(row) + step];
    if (!other) return;
    if (step < 0) place(row, first(other));
    else place(other, first(row));
    renumber(row);
  };
  const first = (row) => (row.previousElementSibling?.matches(".row-form-errors") ? row.previousElementSibling : row);

  const announce = document.createElement("p");
  let dragged;

  const equip = (row) => {
    const tools = document.createElement("div");
    tools.className = "movers";
    const handle = document.createElement("span");
    handle.className = "handle";
    handle.draggable = true;
    handle.title = "Drag to move";
    handle.textContent = "⠿";
    handle.setAttribute("aria-hidden", "true");
    handle.addEventListener("dragstart", (event) => {
      dragged = row;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setDragImage(row, 0, 0);
    });
    handle.addEventListener("dragend", () => { dragged = null; });
    tools.append(handle, mover(row, -1, "↑", "up"), mover(row, 1, "↓", "down"));
    order(row).after(tools);
  };

  const mover = (row, step, sign, word) => {
    const mover = document.createElement("button");
    mover.type = "button";
    mover.textContent = sign;
    mover.addEventListener("focus", () => mover.setAttribute("aria-label", `Move ${word}: ${heading(row)}`));
    mover.setAttribute("aria-label", `Move ${word}: ${heading(row)}`);
    mover.addEventListener("click", () => { move(row, step); mover.focus(); });
    return mover;
  };

  const over = (event) => {
    const row = event.target.closest("tr.form-row");
    if (!dragged || !row || !rows().includes(row)) return;
    event.preventDefault();
    const { top, height } = row.getBoundingClientRect();
    if (row !== dragged) place(dragged, event.clientY < top + height / 2 ? first(row) : row.nextElementSibling);
  };

  if (group && order(end())) {
    announce.className = "visually-hidden";
    announce.setAttribute("role", "status");
    group.append(announce);
    rows().forEach(equip);
    document.addEventListener("formset:added", ({ target, detail }) => {
      if (detail.formsetName !== "sections") return;
      order(target).value = Math.max(-1, ...rows().filter((row) => row !== target).map((row) => Number(order(row).value))) + 1;
      equip(target);
    });
    // Django numbers the rows anew when one is taken out, and must meet the stored ones first.
    group.addEventListener("click", (event) => {
      if (!event.target.closest(".inline-deletelink")) return;
      sort((row) => Number(!row.classList.contains("has_original")));
      setTimeout(() => sort((row) => Number(order(row).value)));
    }, true);
    group.addEventListener("dragover", over);
    group.addEventListener("drop", (event) => {
      if (!dragged) return;
      event.preventDefault();
      renumber(dragged);
    });
  }
}
