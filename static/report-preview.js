/* The preview beside the form of a report, or of what it shows, follows the typing. Without this script it has its buttons. */
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
    const target = document?.getElementById(frame.dataset.anchor);
    if (target) document.scrollingElement.scrollTop += target.getBoundingClientRect().top;
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
    again.textContent = gettext("Make it again");
    again.addEventListener("click", () => { print.click(); print.focus(); });
    say(gettext("Changed since this PDF was made."), " ", again);
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
      else if (!refused && (!answer.ok || !page.querySelector(".report-contents"))) {
        const words = gettext("The preview could not be made (%s). Save, or sign in again in another tab.");
        say(interpolate(words, [answer.status]));
      }
      else { show(page); say(); }
    } catch (error) {
      if (error.name !== "AbortError") say(gettext("The site does not answer. What you typed is still here."));
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
    document.addEventListener("sections:moved", () => later());
    django.jQuery(document).on("change", later); // what is found by typing tells jQuery alone
    pane.addEventListener("toggle", later);
    button.form.addEventListener("submit", ({ submitter }) => {
      if (submitter !== print) return;
      printed = typed();
      say(gettext("The PDF is being made …"));
    });
    frame.addEventListener("load", () => {
      lead();
      if (showsPage()) say();
      else compare();
    });
    lead(); // the frame may have come first
  }
}
