/* The sections of a report are moved by button or by mouse. Without this script the order is a number. */
"use strict";
{
  const group = document.getElementById("sections-group");
  const rows = () => [...group.querySelectorAll("tbody > tr.form-row:not(.empty-form)")];
  const order = (row) => row.querySelector("[name$='-order']");
  const heading = (row) => row.querySelector("[name$='-heading']").value || gettext("The new section");
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
    const place = { heading: heading(moved), number: rows().indexOf(moved) + 1, all: rows().length };
    announce.textContent = interpolate(gettext("%(heading)s: %(number)s of %(all)s"), place, true);
    document.dispatchEvent(new Event("sections:moved"));
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
    handle.title = gettext("Drag to move");
    handle.textContent = "⠿";
    handle.setAttribute("aria-hidden", "true");
    handle.addEventListener("dragstart", (event) => {
      dragged = row;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setDragImage(row, 0, 0);
    });
    handle.addEventListener("dragend", () => { dragged = null; });
    tools.append(handle, mover(row, -1, "↑", gettext("Move up: %s")), mover(row, 1, "↓", gettext("Move down: %s")));
    order(row).after(tools);
  };

  const mover = (row, step, sign, words) => {
    const label = () => interpolate(words, [heading(row)]);
    const mover = document.createElement("button");
    mover.type = "button";
    mover.textContent = sign;
    mover.addEventListener("focus", () => mover.setAttribute("aria-label", label()));
    mover.setAttribute("aria-label", label());
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
