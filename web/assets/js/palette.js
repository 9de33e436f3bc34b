// The command palette (Ctrl+K): go to a reference, a page, an act of this page, or search. Progressive enhancement only.
'use strict';
(() => {
  const { all, one } = guichet;
  const found = document.getElementById('palette');
  const dialog = found instanceof HTMLDialogElement ? found : null;
  const input = dialog && one('input', dialog);
  const list = dialog && one('[role=listbox]', dialog);
  if (!dialog || !(input instanceof HTMLInputElement) || !list) return;

  /** @typedef {{ label: string, hint: string, run: () => void }} Command */
  /** @type {(text: string) => string} */
  const bare = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  /** @type {(href: string) => void} */
  const go = (href) => {
    location.href = href;
  };

  /** What an element says, without its keys. @param {HTMLElement} element */
  function labelOf(element) {
    const copy = element.cloneNode(true);
    if (!(copy instanceof HTMLElement)) return '';
    for (const part of all('kbd, svg:not([aria-label]), [aria-hidden=true]', copy)) part.remove();
    return (element.getAttribute('aria-label') ?? copy.textContent ?? '').replace(/\s+/g, ' ').trim();
  }

  /** The acts of this page, then the pages. @returns {Command[]} */
  function commands() {
    const acts = all('.acts a, .acts button, .bar-s .menu a, [data-sending] button, main [data-command]').map((element) => ({ element, hint: 'Action' }));
    const pages = all('.top nav a, .menu.account a, .menu.account button').map((element) => ({ element, hint: 'Aller à' }));
    /** @type {Map<string, Command>} */
    const byLabel = new Map();
    for (const { element, hint } of [...acts, ...pages]) {
      const label = labelOf(element);
      if (label !== '' && !byLabel.has(label)) byLabel.set(label, { label, hint, run: () => element.click() });
    }
    return [...byLabel.values()];
  }

  /** @type {Command[]} */
  let known = [];
  /** @type {Command[]} */
  let shown = [];
  let chosen = 0;

  /** @param {string} text @returns {Command[]} */
  function matching(text) {
    const words = bare(text).split(/\s+/).filter(Boolean);
    const reference = /\b\d{2,3}-\d{4}-\d{1,6}\b/.exec(text)?.[0]?.replace(/\d+$/, (n) => n.padStart(6, '0'));
    const direct = reference ? [{ label: `Demande ${reference}`, hint: 'Aller à', run: () => go(dialog.dataset.ticket.replace('REFERENCE', reference)) }] : [];
    const search = text.trim() === '' ? [] : [{ label: `Rechercher « ${text.trim()} »`, hint: 'Recherche', run: () => go(dialog.dataset.search.replace('RECHERCHE', encodeURIComponent(text.trim()))) }];
    const fitting = known.filter(({ label }) => words.every((word) => bare(label).includes(word)));
    return [...direct, ...(direct.length > 0 ? [] : fitting), ...search];
  }

  function show() {
    shown = matching(input.value);
    chosen = 0;
    list.replaceChildren(...shown.map(option));
    mark();
  }

  /** @param {Command} command @param {number} at */
  function option(command, at) {
    const item = document.createElement('li');
    item.id = `palette-${at}`;
    item.setAttribute('role', 'option');
    const label = document.createElement('span');
    label.textContent = command.label;
    const hint = document.createElement('span');
    hint.className = 'small muted';
    hint.textContent = command.hint;
    item.append(label, hint);
    item.addEventListener('click', () => run(at));
    return item;
  }

  function mark() {
    [...list.children].forEach((item, at) => item.setAttribute('aria-selected', String(at === chosen)));
    list.children[chosen]?.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', shown.length === 0 ? '' : `palette-${chosen}`);
  }

  /** @param {number} at */
  function run(at) {
    const command = shown[at];
    dialog.close();
    if (command) command.run();
  }

  function open() {
    if (dialog.open) return dialog.close();
    known = commands();
    input.value = '';
    dialog.showModal();
    show();
    input.focus();
  }

  input.addEventListener('input', show);
  dialog.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && shown.length > 0) {
      chosen = (chosen + step + shown.length) % shown.length;
      mark();
    } else if (event.key === 'Enter') run(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // A click beside it closes it.
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  document.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  for (const button of all('[data-palette]')) {
    button.hidden = false;
    button.addEventListener('click', open);
  }
})();
