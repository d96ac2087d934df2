/* What Word, Google Docs, LibreOffice, Outlook and Pages put on the clipboard, as the editor knows it: their styles
   become marks, their paragraphs with bullets become lists, and what is left out is said under the field.
   Styles are read as text, before anything is parsed: the page's content policy lets no document apply them. */
"use strict";
{
  const SYMBOL = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼�••••••••••••••••••••••••••••••••€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑(|([|[{{{|•〉∫∫|∫)|)]|]}}}•";
  const WINGDINGS = " ✏✂✁•••☎☎✉••••••••••••⌨•••••••✍✍•✌•••☜☞☝☟•☺☺☹••⚐•☼•❄•✞✞✝✠✡☪☯•☸♈♉♊♋♌♍♎♏♐♑♒♓&&●❍■□□❑❒◆◆◆❖◆☒•⌘❀✿“”�0①②③④⑤⑥⑦⑧⑨⑩0❶❷❸❹❺❻❼❽❾❿••••••••••▪○○○◉◎○▪□•✦★✶✴✹✵•••••✪✰••••••••••••••••••••••••••••••••←➢↑↓←→↑↓←→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩↔↕↖↗↙↘▫▫✗✓☒☑•";
  const HEADINGS = "h1, h2, h3, h4, h5, h6";
  const BLOCKS = `p, div, li, ul, ol, table, thead, tbody, tr, td, th, blockquote, pre, ${HEADINGS}`;
  const BOXES = "v\\:shape, v\\:group, v\\:rect, v\\:textbox, object, embed, [data-style*='mso-element:textbox' i]";
  const leftOut = () => [ // [what it is called, what it looks like]
    [gettext("a picture"), "img, picture, svg, canvas, v\\:imagedata, figure > a:empty"],
    [gettext("a box or drawing"), BOXES],
    [gettext("a film or sound"), "video, audio, iframe"],
    [gettext("a comment"), "[data-style*='mso-element:comment-list' i], .msocomanchor, .msocomtxt, [data-style*='mso-comment-reference' i] > .msocomanchor"],
    [gettext("a part of a form"), "input, button, select, textarea"],
    [gettext("text that was struck out"), "del"],
  ];

  /* The styles of an element as {property: value}, those of its class first. */
  const stylesOf = (element, sheet) => {
    const found = {};
    const classes = [...element.classList].map((name) => sheet[name] || "");
    for (const part of [...classes, element.dataset.style || ""].join(";").split(";")) {
      const colon = part.indexOf(":");
      if (colon > 0) found[part.slice(0, colon).trim().toLowerCase()] = part.slice(colon + 1).trim().toLowerCase();
    }
    return found;
  };

  const read = (html) => {
    const sheet = {};
    html = html.replace(/<style[^>]*>([^]*?)<\/style>/gi, (_, rules) => {
      for (const [, name, declarations] of rules.matchAll(/[a-z0-9]*\.([\w-]+)[^{}]*\{([^}]*)\}/gi)) sheet[name] = declarations;
      return "";
    });
    html = html.replace(/<(?:script|xml|o:p\s*\/)[^>]*>(?:[^]*?<\/(?:script|xml)>)?/gi, "");
    html = html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
    return [new DOMParser().parseFromString(html, "text/html"), sheet];
  };

  const unwrap = (element) => element.replaceWith(...element.childNodes);

  const removeLeftOut = (page, sheet) => {
    const left = new Set();
    for (const [called, selector] of leftOut()) {
      for (const element of page.querySelectorAll(selector)) {
        if (!element.isConnected) continue;
        const box = selector === BOXES && element.textContent.trim();
        if (!box || element.matches("v\\:textbox *")) element.remove();
        else unwrap(element); // the words in a box stay
        left.add(called);
      }
    }
    for (const element of page.querySelectorAll("[data-style], [class]")) {
      const { display, "mso-hide": hidden } = stylesOf(element, sheet);
      if (display === "none" || hidden === "all") element.remove();
    }
    return left;
  };

  const mendLinks = (page, left) => {
    for (const link of page.querySelectorAll("a")) {
      let address = (link.getAttribute("href") || "").trim();
      const wrapped = /^https?:\/\/www\.google\.com\/url\?(.*)$/.exec(address);
      if (wrapped) address = new URLSearchParams(wrapped[1].replace(/&amp;/g, "&")).get("q") || address;
      link.setAttribute("href", address);
      if (/^(https?:|mailto:)/i.test(address)) continue;
      const isMark = /^#(_|sdfootnote|sdendnote|ftnt|fn)/i.test(address) && /^\W*\w{1,5}\W*$/.test(link.textContent);
      if (address && !address.startsWith("#")) left.add(gettext("a link that leads to a file or program of one computer"));
      if (isMark && !link.closest("sup")) {
        const raised = page.createElement("sup");
        raised.append(...link.childNodes);
        link.replaceWith(raised);
      } else unwrap(link);
    }
  };

  /* Whether a text is bold, slanted, raised or lowered: what is said nearest to it holds. */
  const marksOf = (text, sheet) => {
    const marks = {};
    let font = "";
    for (let element = text.parentElement; element; element = element.parentElement) {
      const styles = stylesOf(element, sheet);
      const weight = styles["font-weight"] || (/\bbold\b/.test(styles.font || "") ? "bold" : "");
      const slant = styles["font-style"] || (/\b(italic|oblique)\b/.test(styles.font || "") ? "italic" : "");
      const height = styles["vertical-align"];
      if (marks.strong === undefined) {
        if (weight && weight !== "inherit") marks.strong = /bold/.test(weight) || Number(weight) >= 600;
        else if (element.matches("b, strong")) marks.strong = true;
      }
      if (element.matches(`${HEADINGS}, th`)) marks.strong = false; // it is bold as it is
      if (marks.em === undefined) {
        if (slant && slant !== "inherit") marks.em = /italic|oblique/.test(slant);
        else if (element.matches("i, em, cite, dfn, var")) marks.em = true;
      }
      if (marks.sup === undefined && marks.sub === undefined && !element.matches(BLOCKS)) {
        if (height === "super" || element.matches("sup")) marks.sup = true;
        else if (height === "sub" || element.matches("sub")) marks.sub = true;
      }
      font = font || styles["font-family"] || element.getAttribute("face") || "";
      if (element.matches(BLOCKS) && element.matches("td, th, li")) font = font || " ";
    }
    return { marks, font: font.toLowerCase().replace(/["']/g, "").trim() };
  };

  const meant = (text, font) => {
    const table = font.startsWith("wingdings") || font.startsWith("webdings") ? WINGDINGS : SYMBOL;
    const isSigns = /^(symbol|wingdings|webdings)/.test(font);
    return [...text].map((letter) => {
      const code = letter.codePointAt(0);
      const place = (code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code) - 0x20;
      if (code === 0xf0b7) return "•";
      if (code >= 0x7f && code <= 0xa0) return letter;
      if (!(isSigns ? place > 0 && place < 0xe0 : code >= 0xf020 && code <= 0xf0ff)) return letter;
      return isSigns || table !== SYMBOL ? [...table][place] : letter; // without its font, the server knows better
    }).join("");
  };

  const markTexts = (page, sheet) => {
    const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    const told = texts.map((text) => marksOf(text, sheet));
    for (const element of page.querySelectorAll("b, strong, i, em, cite, dfn, var, sup, sub, font, span")) {
      if (!element.dataset.style?.toLowerCase().includes("mso-list:ignore")) unwrap(element);
    }
    texts.forEach((text, place) => {
      const { marks, font } = told[place];
      text.data = meant(text.data, font);
      if (!text.data.trim()) return;
      for (const tag of ["em", "strong", "sup", "sub"]) {
        if (!marks[tag]) continue;
        const mark = page.createElement(tag);
        text.replaceWith(mark);
        mark.append(text);
        if (mark.firstChild !== text) mark.append(text);
        text = mark;
      }
    });
  };

  /* Lists */

  const ROMAN = /^m*(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$/i;
  const VALUES = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };
  const romanValue = (word) =>
    [...word.toLowerCase()].reduce((sum, letter, place, all) =>
      sum + (VALUES[letter] < (VALUES[all[place + 1]] || 0) ? -1 : 1) * VALUES[letter], 0);

  /* "(iv)" as {type: "i", start: 4}; a bullet as {}. `before` is the numbering of the item before it. */
  const numbering = (marker, before) => {
    const label = marker.replace(/[\s\u00a0]/g, "");
    const found = /^\(?(?:\d+\.)*(\d+|[a-z]+)[.)]?$/i.exec(label);
    if (!found || /^o$/.test(label)) return {};
    const word = found[1];
    if (/\d/.test(word)) return { type: "1", start: Number(word) };
    const isLarge = word === word.toUpperCase();
    const letter = word.length === 1 ? word.toLowerCase().charCodeAt(0) - 96 : 0;
    const followsLetter = before && /a/i.test(before.type || "") && letter === before.start + 1;
    const isRoman = ROMAN.test(word) && !followsLetter && (word.length > 1 || /i/i.test(word) || /i/i.test(before?.type || ""));
    if (isRoman) return { type: isLarge ? "I" : "i", start: romanValue(word) };
    return letter ? { type: isLarge ? "A" : "a", start: letter } : {};
  };

  const MARKER = /^[\s\u00a0]*([·•●○◦▪■□§➢→–*\uf0a7\uf0b7\uf0d8-]|o(?=[\s\u00a0]{2})|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])[\s\u00a0]+/i;

  /* What a paragraph of Word or an item of Word Online is in a list, or nothing. */
  const itemOf = (element) => {
    if (element.matches(".ListContainerWrapper")) {
      const item = element.querySelector("li");
      const ordered = element.querySelector("ol");
      const numbered = ordered && { type: typeOf(ordered, item), start: Number(ordered.getAttribute("start")) || 1 };
      return item && { level: Number(item.dataset.ariaLevel) || 1, nodes: [...item.childNodes], marker: "", numbered: numbered || {} };
    }
    const level = /mso-list:[^;]*?level(\d+)/i.exec(element.dataset.style || "");
    const isNamed = element.matches("[class*=MsoListParagraph], [class*=MsoListBullet], [class*=MsoListNumber]");
    if (!element.matches(`p, div, ${HEADINGS}`) || element.matches(HEADINGS) || !(level || isNamed)) return null;
    const ignored = [...element.querySelectorAll("[data-style]")].find((part) => /mso-list:\s*ignore/i.test(part.dataset.style));
    let marker = ignored ? ignored.textContent : "";
    if (ignored) ignored.remove();
    else {
      const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const first = walker.nextNode();
      const found = first && MARKER.exec(element.textContent);
      if (!found) return level ? { level: Number(level[1]), nodes: [...element.childNodes], marker: "" } : null;
      marker = found[1];
      cutStart(element, found[0].length);
    }
    return { level: level ? Number(level[1]) : 1, nodes: [...element.childNodes], marker };
  };

  const cutStart = (element, count) => {
    const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (count > 0 && walker.nextNode()) {
      const text = walker.currentNode;
      const cut = Math.min(count, text.length);
      text.data = text.data.slice(cut);
      count -= cut;
    }
  };

  const TYPES = { "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I" };
  const typeOf = (...elements) => {
    for (const element of elements.filter(Boolean)) {
      const style = /list-style(?:-type)?:\s*([\w-]+)/i.exec(element.dataset.style || "");
      if (style && TYPES[style[1].toLowerCase()]) return TYPES[style[1].toLowerCase()];
    }
    return elements[0]?.getAttribute("type") || "1";
  };

  const writeList = (page, items) => {
    const made = page.createDocumentFragment();
    const open = [];
    for (const item of items) {
      while (open.length && open.at(-1).level > item.level) open.pop();
      const numbered = item.numbered || numbering(item.marker, open.at(-1)?.level === item.level ? open.at(-1).last : null);
      let top = open.at(-1);
      const differs = top && top.level === item.level && (top.last.type || "") !== (numbered.type || "");
      if (differs) open.pop();
      if (!top || differs || top.level < item.level) {
        const list = page.createElement(numbered.type ? "ol" : "ul");
        if (numbered.type && numbered.type !== "1") list.setAttribute("type", numbered.type);
        if (numbered.start > 1) list.setAttribute("start", numbered.start);
        (open.at(-1)?.list.lastElementChild || made).append(list);
        top = { level: item.level, list };
        open.push(top);
      }
      top.last = numbered;
      const row = page.createElement("li");
      const isBlock = item.nodes.some((node) => node.nodeType === 1 && node.matches(BLOCKS));
      const holder = isBlock ? row : row.appendChild(page.createElement("p"));
      holder.append(...item.nodes);
      top.list.append(row);
    }
    return made;
  };

  const makeLists = (page) => {
    const done = new Set();
    for (const first of page.querySelectorAll(`p, div, ${HEADINGS}`)) {
      if (done.has(first) || !first.isConnected) continue;
      const run = [];
      const items = [];
      for (let element = first; element; element = element.nextElementSibling) {
        const item = itemOf(element);
        if (!item) break;
        run.push(element);
        items.push(item);
        done.add(element);
      }
      if (!items.length) continue;
      first.before(writeList(page, items));
      run.forEach((element) => element.remove());
    }
  };

  const nestLists = (page) => {
    for (const list of page.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
      const before = list.previousElementSibling;
      if (before?.matches("li")) before.append(list);
      else if (!before) unwrap(list);
    }
    for (const list of page.querySelectorAll("ol")) {
      const type = typeOf(list, list.querySelector(":scope > li"));
      if (type === "1") list.removeAttribute("type");
      else list.setAttribute("type", type);
    }
  };

  /* The rest */

  const levelHeadings = (page) => {
    for (const title of page.querySelectorAll("p.MsoTitle, p.MsoSubtitle, p.title, p.subtitle")) {
      const heading = page.createElement(/sub/i.test(title.className) ? "h2" : "h1");
      heading.append(...title.childNodes);
      title.replaceWith(heading);
    }
    const found = [...page.querySelectorAll(HEADINGS)];
    const highest = Math.min(...found.map((heading) => Number(heading.tagName[1])));
    for (const heading of found) {
      const levelled = page.createElement(Number(heading.tagName[1]) === highest ? "h3" : "h4");
      levelled.append(...heading.childNodes);
      heading.replaceWith(levelled);
    }
  };

  const flattenTables = (page, left) => {
    for (const table of page.querySelectorAll("table table")) {
      if (!table.isConnected) continue;
      left.add(gettext("the frame of a table within a table"));
      const lines = [...table.querySelectorAll("tr")].map((row) => {
        const line = page.createElement("p");
        [...row.cells].forEach((cell, place) => line.append(place ? " | " : "", ...cell.childNodes));
        return line;
      });
      table.replaceWith(...lines);
    }
  };

  const dropEmpty = (page) => {
    for (const element of page.querySelectorAll("p, h3, h4, sup")) {
      if (!element.textContent.replace(/[\s\u00a0]/g, "") && !element.closest("td, th")) element.remove();
    }
    for (const element of page.querySelectorAll("*")) {
      for (const name of ["data-style", "class", "id"]) element.removeAttribute(name);
    }
  };

  const clean = (html) => {
    const [page, sheet] = read(html);
    const left = removeLeftOut(page, sheet);
    mendLinks(page, left);
    markTexts(page, sheet);
    makeLists(page);
    nestLists(page);
    levelHeadings(page);
    flattenTables(page, left);
    dropEmpty(page);
    return [page.body.innerHTML, left];
  };

  /* Words without any form: lines that begin with a bullet or a number are a list, lines with tabs a table. */

  const escaped = (text) => text.replace(/[&<>]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[letter]);
  const written = (line) => escaped(line).replace(/[\v\f\u2028]/g, "<br>");

  const fromPlain = (text) => {
    const lines = text.replace(/\r\n?|\u2029/g, "\n").split("\n").filter((line) => line.trim());
    const columns = lines.map((line) => line.split("\t").length);
    const isTable = lines.length > 1 && columns[0] > 1 && columns.every((count) => count === columns[0]);
    if (isTable && !lines.some((line) => MARKER.test(line))) {
      const row = (line) => `<tr>${line.split("\t").map((cell) => `<td><p>${written(cell)}</p></td>`).join("")}</tr>`;
      return `<table><tbody>${lines.map(row).join("")}</tbody></table>`;
    }
    return lines.map((line) => {
      const found = MARKER.exec(line);
      if (!found) return `<p>${written(line.replace(/\t/g, " "))}</p>`;
      const level = 1 + (/^[ \t\u00a0]*/.exec(line)[0].replace(/\t/g, "    ").length >> 1);
      return `<p class="MsoListParagraph" data-style="mso-list:l0 level${level}">${written(line)}</p>`;
    }).join("");
  };

  const listed = (left) => new Intl.ListFormat(document.documentElement.lang || undefined).format(left);

  addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
    const note = document.createElement("p");
    note.className = "help pasted";
    note.setAttribute("role", "status");
    (textarea.closest(".prose-editor") || textarea).after(note);
    const say = (left) => {
      const words = gettext("Left out of what was pasted: %s. The rest was kept.");
      note.textContent = left.size ? interpolate(words, [listed(left)]) : "";
    };
    let isOurs = false; // what is pasted again as HTML
    editor.view.setProps({
      transformPastedHTML: (html) => {
        const [kept, left] = html.includes("data-pm-slice") ? [html, new Set()] : clean(html);
        say(left);
        return kept;
      },
      handlePaste: (view, event) => {
        const data = event.clipboardData;
        if (isOurs || !data || (data.types.includes("text/html") && data.getData("text/html").trim())) return false;
        const text = data.getData("text/plain");
        if (!text) {
          say(new Set(data.files.length ? [gettext("a picture or file")] : []));
          return data.files.length > 0;
        }
        isOurs = true;
        try {
          return view.pasteHTML(fromPlain(text), event);
        } finally {
          isOurs = false;
        }
      },
    });
  });
}
