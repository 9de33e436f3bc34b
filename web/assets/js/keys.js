// Keys. Progressive enhancement only: every page works without this file.
'use strict';
(() => {
  const { all, one, isField, menus, store } = guichet;
  /** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

  // Keys. Single keys can be turned off (WCAG 2.1.4) and never act while one types.
  const dialog = document.getElementById('raccourcis');
  const help = dialog instanceof HTMLDialogElement ? dialog : null;
  const off = one('[data-keys-off]');
  if (off instanceof HTMLInputElement) {
    off.checked = store.get('guichet:touches') === 'non';
    off.addEventListener('change', () => store.set('guichet:touches', off.checked ? 'non' : null));
  }
  for (const link of all('[data-help]'))
    link.addEventListener('click', (event) => {
      event.preventDefault();
      help?.showModal();
    });
  /** @type {(target: unknown) => target is Field} */
  const typing = (target) => isField(target) && !target.matches('[type=checkbox], [type=radio]');
  /** The rows of a list; on a ticket, its messages. */
  const rows = () => (one('[data-row]') ? all('[data-row]') : all('.msg'));
  /** @param {number} by */
  function move(by) {
    const list = rows();
    if (list.length === 0) return;
    const at = list.findIndex((row) => row.hasAttribute('aria-current'));
    const next = list[Math.min(list.length - 1, Math.max(0, at === -1 ? 0 : at + by))];
    for (const row of list) row.removeAttribute('aria-current');
    next?.setAttribute('aria-current', 'true');
    if (!next) return;
    if (next.matches('.msg')) next.tabIndex = -1;
    (next.matches('.msg') ? next : one('a.ref', next))?.focus();
  }
  function take() {
    const list = all('[data-row]');
    const row = list.find((each) => each.hasAttribute('aria-current')) ?? (list.length > 0 ? document.activeElement?.closest('[data-row]') : document);
    one('[data-take]', row ?? document.createElement('i'))?.click();
  }
  /** @type {Record<string, () => void>} */
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    p: take,
    x: () => {
      const row = rows().find((each) => each.hasAttribute('aria-current')) ?? document.activeElement?.closest('[data-row]');
      one('[data-several-box]', row ?? document.createElement('i'))?.click();
    },
    '?': () => help?.showModal(),
    a: () => {
      location.href = document.body.dataset.call ?? '/appels/nouveau';
    },
    '.': () => {
      const menu = menus('.acts details.menu')[0];
      if (!menu) return;
      menu.open = true;
      one('a', menu)?.focus();
    },
    f: () => {
      location.href = '/file';
    },
  };
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      for (const menu of menus('details.menu[open]')) {
        menu.open = false;
        one('summary', menu)?.focus();
      }
      if (typing(event.target)) event.target.blur();
      return;
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isField(event.target)) {
      const button = event.target.form && one('[data-submit]', event.target.form);
      event.target.form?.requestSubmit(button);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]') || store.get('guichet:touches') === 'non') return;
    const marked = one(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    const act = keys[event.key.toLowerCase()];
    if (marked === null && act === undefined) return;
    event.preventDefault();
    if (marked !== null) return marked.matches('input, select') ? marked.focus() : marked.click();
    act();
  });
})();
