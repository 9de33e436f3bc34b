// Progressive enhancement only: every page works without this file.
'use strict';
(() => {
  /** @type {(selector: string, root?: ParentNode) => HTMLElement[]} */
  const all = (selector, root = document) => [...root.querySelectorAll(selector)].filter((found) => found instanceof HTMLElement);
  /** @type {(selector: string, root?: ParentNode) => HTMLElement | null} */
  const one = (selector, root = document) => all(selector, root)[0] ?? null;
  /** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */
  /** @type {(element: unknown) => element is Field} */
  const isField = (element) => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
  /** @type {(selector: string, root?: ParentNode) => Field[]} */
  const fieldsOf = (selector, root) => all(selector, root).filter(isField);
  /** @type {(selector: string) => HTMLDetailsElement[]} */
  const menus = (selector) => all(selector).filter((found) => found instanceof HTMLDetailsElement);
  const store = {
    /** @param {string} key */
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    /** @param {string} key @param {string | null} value */
    set: (key, value) => { try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value); } catch { /* private mode: no draft */ } },
  };

  // A second click sends nothing: the form is marked until the page changes (also told by its key on the server).
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches('[data-once]')) return;
    if (form.dataset.sent === 'yes') return event.preventDefault();
    form.dataset.sent = 'yes';
    for (const button of all('button', form)) button.setAttribute('aria-disabled', 'true');
    if (form.dataset.draft) store.set(draftKey(form), null);
  });
  addEventListener('pageshow', () => {
    for (const form of all('form[data-sent]')) {
      delete form.dataset.sent;
      for (const button of all('button', form)) button.removeAttribute('aria-disabled');
    }
  });

  // Drafts: what is typed is kept on this computer until it is sent.
  /** @param {HTMLElement} form */
  const draftKey = (form) => `guichet:brouillon:${form.dataset.draft}`;
  const kept = 'textarea, input[type=text], input[type=tel], input[type=datetime-local], select';
  for (const form of all('form[data-draft]')) {
    const fields = fieldsOf(kept, form);
    /** @type {Record<string, unknown>} */
    let before = {};
    try { before = JSON.parse(store.get(draftKey(form)) || '{}'); } catch { before = {}; }
    for (const field of fields) {
      const draft = before[field.name];
      const untouched = field instanceof HTMLSelectElement ? field.value === '' : field.value === field.defaultValue;
      if (untouched && typeof draft === 'string' && draft !== '') field.value = draft;
    }
    form.addEventListener('input', () => {
      store.set(draftKey(form), JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, field.value]))));
      const status = one('[data-draft-status]', form);
      const now = new Date();
      if (status) status.textContent = `Brouillon gardé à ${now.getHours()}\u00a0h\u00a0${String(now.getMinutes()).padStart(2, '0')}.`;
    });
  }

  /** @param {Field} field */
  const given = (field) => (field.type === 'tel' ? field.value.replace(/\D/g, '').length >= 10 : field.value.trim() !== '');

  // The contract's checklist follows the call's form.
  const checks = all('[data-check]');
  function tick() {
    for (const check of checks) {
      const fields = fieldsOf(`[data-item="${check.dataset.check === 'callback-phone' ? 'caller-contact' : check.dataset.check}"]`).filter((field) => field.type !== 'radio');
      if (fields.length > 0) check.classList.toggle('is-given', fields.some(given));
    }
    const count = one('[data-check-count]');
    if (!count) return;
    const required = checks.filter((check) => !check.dataset.optional);
    const done = required.filter((check) => check.classList.contains('is-given')).length;
    const chip = one('.chip', count);
    if (!chip) return;
    const words = one('[data-words]', chip);
    if (words) words.textContent = `${done} sur ${required.length}`;
    chip.className = done === required.length ? 'chip ok' : 'chip soon';
  }
  if (checks.length > 0) {
    document.addEventListener('input', tick);
    document.addEventListener('change', (event) => {
      const picked = event.target;
      if (!(picked instanceof HTMLInputElement) || picked.name !== 'appelant') return;
      /** @type {(id: string, value: string | undefined) => void} */
      const fill = (id, value) => { const field = document.getElementById(id); if (isField(field) && field.value === '' && value) field.value = value; };
      fill('appel-rappelNom', picked.dataset.name);
      fill('appel-rappelTelephone', picked.dataset.phone);
      tick();
    });
    tick();
  }

  // The form that the address names gets the focus; so does a summary of errors.
  function focusTarget() {
    const panel = location.hash.startsWith('#acte-') ? document.getElementById(location.hash.slice(1)) : null;
    const field = panel && one('textarea, select, input:not([type=hidden])', panel);
    if (field) field.focus();
    for (const menu of menus('details.menu[open]')) menu.open = false;
  }
  addEventListener('hashchange', focusTarget);
  if (location.hash.startsWith('#acte-')) focusTarget();
  one('[data-focus]')?.focus();
  for (const form of all('form[data-autosubmit]')) form.addEventListener('change', () => { if (form instanceof HTMLFormElement) form.requestSubmit(); });

  // Menus close on Escape and on a click elsewhere.
  document.addEventListener('click', (event) => { for (const menu of menus('details.menu[open]')) if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false; });

  // Keys. Single keys can be turned off (WCAG 2.1.4) and never act while one types.
  const dialog = document.getElementById('raccourcis');
  const help = dialog instanceof HTMLDialogElement ? dialog : null;
  const off = one('[data-keys-off]');
  if (off instanceof HTMLInputElement) {
    off.checked = store.get('guichet:touches') === 'non';
    off.addEventListener('change', () => store.set('guichet:touches', off.checked ? 'non' : null));
  }
  for (const link of all('[data-help]')) link.addEventListener('click', (event) => { event.preventDefault(); help?.showModal(); });
  /** @type {(target: unknown) => target is Field} */
  const typing = (target) => isField(target) && !target.matches('[type=checkbox], [type=radio]');
  const rows = () => all('[data-row]');
  /** @param {number} by */
  function move(by) {
    const list = rows();
    if (list.length === 0) return;
    const at = list.findIndex((row) => row.hasAttribute('aria-current'));
    const next = list[Math.min(list.length - 1, Math.max(0, at === -1 ? 0 : at + by))];
    for (const row of list) row.removeAttribute('aria-current');
    next?.setAttribute('aria-current', 'true');
    if (next) one('a.ref', next)?.focus();
  }
  function take() {
    const row = rows().find((each) => each.hasAttribute('aria-current')) ?? (rows().length > 0 ? document.activeElement?.closest('[data-row]') : document);
    one('[data-take]', row ?? document.createElement('i'))?.click();
  }
  /** @type {Record<string, () => void>} */
  const keys = {
    j: () => move(1), k: () => move(-1), p: take, '?': () => help?.showModal(),
    a: () => { location.href = document.body.dataset.call ?? '/appels/nouveau'; }, f: () => { location.href = '/file'; },
  };
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      for (const menu of menus('details.menu[open]')) { menu.open = false; one('summary', menu)?.focus(); }
      if (typing(event.target)) event.target.blur();
      return;
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && typing(event.target)) {
      const button = event.target.form && one('[data-submit]', event.target.form);
      event.target.form?.requestSubmit(button);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || help?.open || store.get('guichet:touches') === 'non') return;
    const marked = one(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    const act = keys[event.key.toLowerCase()];
    if (marked === null && act === undefined) return;
    event.preventDefault();
    if (marked !== null) return marked.matches('input') ? marked.focus() : marked.click();
    act();
  });

  // The list follows the server's word, without moving the reader: same scroll, same row.
  const live = one('[data-live]');
  if (live && 'EventSource' in window) {
    let waiting = false;
    async function refresh() {
      if (waiting) return;
      waiting = true;
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
      waiting = false;
      if (answer === null || !answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const focused = document.activeElement?.closest('[data-row]') ? document.activeElement.getAttribute('href') : null;
      for (const selector of ['[data-live]', '.tabs']) { const now = one(selector); const then = one(selector, fresh); if (now && then) now.replaceChildren(...then.childNodes); }
      const row = focused && all('[data-row] a.ref').find((link) => link.getAttribute('href') === focused);
      if (row) { row.focus({ preventScroll: true }); row.closest('[data-row]')?.setAttribute('aria-current', 'true'); }
      const status = one('[data-live-status]');
      if (status) status.textContent = 'En direct';
    }
    const source = new EventSource(live.dataset.live ?? '/file/flux');
    source.addEventListener('file', refresh);
    source.addEventListener('error', () => { const status = one('[data-live-status]'); if (status) status.textContent = 'Liaison interrompue, nouvel essai…'; });
    addEventListener('pagehide', () => source.close());
  }
})();
