// Shows Streamlit's own texts, which are in English, in the language of the document. Runs in the head of the document.
// WORDS has the texts of each language: {"cy": {"No results": "…", "Select {n} matches": "… {n}"}}.
// Only Streamlit's controls are translated, and never their labels, options and file names: those are ours or a workbook's.
((WORDS) => {
  const testIds = (...names) => names.map((each) => `[data-testid="${each}"]`).join(", ");
  const CONTROLS = testIds("stSkipToContent", "stStatusWidget", "stConnectionStatus", "stDialog", "stFileUploader", "stSelectbox",
    "stMultiSelect", "stSelectboxVirtualDropdown", "stMultiSelectDropdown", "InputInstructions", "stTextInput", "stNumberInput",
    "stElementToolbar") + ', [data-live-announcer], [role="log"]';
  const NAMED_ONLY = testIds("stTopNav", "stSidebar", "stExpandSidebarButton", "stHeader", "stExpander");
  const OURS = '[data-testid="stWidgetLabel"], [data-testid="stFileUploaderFileName"], '
    + '.stBidiComponent, [role="option"][data-key]:not([data-key^="__"]), [data-tag], svg, style';
  const NAMED = "button, nav, section, input, [role=img], [role=listbox], [role=grid], [role=dialog], [role=group], span";
  const NAMES = ["aria-label", "placeholder", "title"];
  const originals = new WeakMap(); // of a text or an element: its English by name, and what is shown instead

  const pattern = (english) => new RegExp(`^${english.replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace("{n}", "(?<n>[\\d.,]+)").replace("{text}", "(?<text>.+)")}$`);
  const dictionary = (language) => {
    const all = Object.entries(WORDS[language] || {});
    return { exact: new Map(all), patterns: all.filter(([each]) => each.includes("{")).map(([each, words]) => [pattern(each), words]) };
  };
  const translated = (text, { exact, patterns }) => {
    if (exact.has(text)) return exact.get(text);
    for (const [english, words] of patterns) {
      const found = text.match(english);
      if (found) return words.replace(/\{(\w+)\}/g, (whole, name) => found.groups[name] ?? whole);
    }
    return text;
  };
  const change = (node, name, current, set, words) => {
    if (!current) return;
    const before = originals.get(node)?.[name];
    const english = before && before.shown === current ? before.english : current;
    const shown = translated(english, words);
    if (shown === current) return;
    originals.set(node, { ...originals.get(node), [name]: { english, shown } });
    set(shown);
  };
  const changeTexts = (control, words) => {
    const texts = document.createTreeWalker(control, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (!text.parentElement.closest(OURS)) change(text, "text", text.nodeValue, (shown) => { text.nodeValue = shown; }, words);
    }
  };
  const changeNames = (control, words) => {
    for (const element of [control, ...control.querySelectorAll(NAMED)]) {
      for (const name of NAMES) change(element, name, element.getAttribute(name), (shown) => element.setAttribute(name, shown), words);
    }
  };

  // The platform gives screen readers the label of a field as it was written, with Markdown's escapes.
  const unescapeNames = () => {
    for (const named of document.querySelectorAll('[aria-label*="\\\\"]')) {
      named.ariaLabel = named.ariaLabel.replace(/\\([^\p{L}\p{N}\s])/gu, "$1");
    }
  };

  let language, words, waiting = false;
  const look = () => {
    waiting = false;
    unescapeNames();
    if (document.documentElement.lang !== language) words = dictionary(language = document.documentElement.lang);
    for (const control of document.querySelectorAll(CONTROLS)) changeTexts(control, words);
    for (const control of document.querySelectorAll(`${CONTROLS}, ${NAMED_ONLY}`)) changeNames(control, words);
  };
  const wait = () => {
    if (!waiting) requestAnimationFrame(look);
    waiting = true;
  };
  new MutationObserver(wait).observe(document.documentElement,
    { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: [...NAMES, "lang"] });
})(WORDS);
