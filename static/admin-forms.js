/* Leaving a form asks first, where something in it was changed and not yet sent. Only what differs from the form as it
   was opened counts: not what the editors put in order by themselves, nor what was typed and taken back. */
"use strict";
{
  const form = document.querySelector("#content-main form[method=post]:not(#changelist-form, #logout-form)");
  const unsaved = document.querySelector(".error-summary, .conflict"); // it came back, nothing of it is stored
  let opened, touched, sent;

  const state = () => JSON.stringify([...new FormData(form)].map(([name, value]) =>
    [name, value instanceof File ? `${value.name} ${value.size}` : value.replace(/\r\n/g, "\n")]));
  const remember = () => { if (!touched) opened = state(); };
  const touch = (event) => { touched ||= event.isTrusted; };

  /* After going back the page is asked for anew; it stays the form that was sent, so that sending it again is noticed. */
  const token = form?.querySelector("[name=_token]");
  if (token && history.state?.token) token.value = history.state.token;
  else if (token) history.replaceState({ ...history.state, token: token.value }, "");

  if (form) {
    remember();
    for (const event of ["DOMContentLoaded", "load", "prose-editor:ready"]) addEventListener(event, () => setTimeout(remember));
    for (const event of ["keydown", "pointerdown", "paste", "drop"]) {
      document.addEventListener(event, (happened) => { remember(); touch(happened); }, true);
    }
    addEventListener("submit", (event) => {
      const elsewhere = event.submitter?.formTarget || event.target.target;
      if ((event.target === form || event.target.closest(".returned")) && !event.defaultPrevented && !elsewhere) sent = true;
    });
    addEventListener("pageshow", () => { sent = false; });
    addEventListener("beforeunload", (event) => {
      if (!sent && (unsaved || state() !== opened)) event.preventDefault();
    });
  }
}
