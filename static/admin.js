/* For those who listen: names for what Django's admin and the editor leave unnamed. The label names a field,
   and where there is none, in a table, the head of its column. */
"use strict";
{
  const nameOf = (field) => {
    const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    const cell = field.closest(".tabular td");
    const text = label || (cell && cell.closest("table").tHead.rows[0].cells[cell.cellIndex]);
    return text ? text.textContent.trim().replace(/[:?]$/, "") : "";
  };

  /* What is wrong with a field is wrong with what stands in its place. */
  const shareErrors = (field, shown) => {
    for (const name of shown ? ["aria-invalid", "aria-describedby"] : []) {
      if (field.hasAttribute(name)) shown.setAttribute(name, field.getAttribute(name));
    }
  };

  const nameAll = () => {
    for (const field of document.querySelectorAll(".tabular td :is(input, select, textarea)[id]")) {
      field.setAttribute("aria-label", nameOf(field));
    }
    for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
      shareErrors(select, select.nextElementSibling.querySelector("[role=combobox]"));
      for (const part of select.nextElementSibling.querySelectorAll("[role=combobox], [role=textbox], [type=search]")) {
        part.removeAttribute("aria-labelledby"); // it names the field by its value
        part.setAttribute("aria-label", nameOf(select));
      }
    }
    for (const editor of document.querySelectorAll(".prose-editor")) {
      editor.querySelector(".ProseMirror[role]")?.setAttribute("aria-label", nameOf(editor.querySelector("textarea")));
      shareErrors(editor.querySelector("textarea"), editor.querySelector(".ProseMirror[role]"));
    }
    for (const head of document.querySelectorAll(".tabular thead th:not(.original):empty")) {
      head.replaceWith(document.createElement("td")); // of rows that nobody may delete: it heads nothing
    }
    for (const head of document.querySelectorAll("th.original:empty")) {
      const words = document.createElement("span");
      words.className = "visually-hidden";
      words.textContent = gettext("Record");
      head.append(words);
    }
  };

  for (const event of ["load", "prose-editor:ready", "formset:added"]) {
    addEventListener(event, () => setTimeout(nameAll)); // after the scripts that draw the fields
  }

  /* A link to a field (#id_city, #id_statistics-0-source) opens what it is folded into and puts the cursor there. */
  let led = "";
  const leadToField = () => {
    const field = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const becomesEditor = field && Object.keys(field.dataset).some((name) => name.startsWith("djangoProseEditor"));
    const shown = becomesEditor ? field.closest(".prose-editor")?.querySelector(".ProseMirror[role]") : field;
    if (!shown || led === location.hash) return;
    led = location.hash;
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const chosen = field.matches(".select2-hidden-accessible") && field.nextElementSibling.querySelector("[role=combobox]");
    shown.scrollIntoView({ block: shown.offsetHeight < innerHeight / 2 ? "center" : "start" }); // a long text from its top
    (chosen || shown).focus({ preventScroll: true });
  };
  for (const event of ["load", "prose-editor:ready", "hashchange"]) addEventListener(event, () => setTimeout(leadToField));
  document.querySelector(".error-summary")?.addEventListener("click", () => {
    led = ""; // the same field once more, after looking elsewhere
    setTimeout(leadToField);
  });
  for (const list of document.querySelectorAll("details .errorlist")) list.closest("details").open = true;
}
