/* A long list is searched by typing: a language is found by its name in English or in itself. */
"use strict";
{
  const $ = django.jQuery;
  const search = (root) => $(root).find(".searched-select").not("[name*=__prefix__]").select2();

  $(() => search(document));
  document.addEventListener("formset:added", (event) => search(event.target));
}
