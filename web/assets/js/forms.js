// Forms, checklist and menus. Progressive enhancement only: every page works without this file.
'use strict';
(() => {
  const { all, one, isField, fieldsOf, menus } = guichet;
  /** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

  // A second click sends nothing: the form is marked until the page changes (also told by its key on the server).
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches('[data-once]')) return;
    if (form.dataset.sent === 'yes') return event.preventDefault();
    form.dataset.sent = 'yes';
    for (const button of all('button', form)) button.setAttribute('aria-disabled', 'true');
  });
  // Only of a page brought back as it was left: a form may be sent before its own page is shown for the first time.
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    for (const form of all('form[data-sent]')) {
      delete form.dataset.sent;
      for (const button of all('button', form)) button.removeAttribute('aria-disabled');
    }
  });

  /** @param {Field} field */
  const given = (field) => (field.type === 'tel' ? field.value.replace(/\D/g, '').length >= 10 : field.value.trim() !== '');

  // The contract's checklist follows the call's form.
  const checks = all('[data-check]');
  function tick() {
    for (const check of checks) {
      const fields = fieldsOf(`[data-item="${check.dataset.check === 'callback-phone' ? 'caller-contact' : check.dataset.check}"]`).filter(
        (field) => field.type !== 'radio',
      );
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
      const fill = (id, value) => {
        const field = document.getElementById(id);
        if (isField(field) && field.value === '' && value) field.value = value;
      };
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
  // The browser tells of a new address only after the click that made it: who left the field meanwhile is not led back to it.
  let taken = '';
  addEventListener('hashchange', () => {
    if (location.hash !== taken) focusTarget();
    taken = '';
  });
  // At once, and each time: who types right after the key or the click types in the field.
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#acte-"]') : null;
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const hash = link.getAttribute('href') ?? '';
    if (hash !== location.hash) taken = hash;
    location.hash = hash;
    focusTarget();
  });
  if (location.hash.startsWith('#acte-')) focusTarget();
  one('[data-focus]')?.focus();
  for (const form of all('form[data-autosubmit]'))
    form.addEventListener('change', (event) => {
      if (form instanceof HTMLFormElement && event.target instanceof HTMLSelectElement) form.requestSubmit();
    });

  // What was chosen is said in our own words.
  const sayFiles = (/** @type {Element} */ input) => {
    const names = input.parentElement?.querySelector('.file-names');
    if (!(input instanceof HTMLInputElement) || !(names instanceof HTMLElement)) return;
    const chosen = [...(input.files ?? [])].map((file) => file.name).join(', ');
    names.textContent = chosen === '' ? (names.dataset.blank ?? '') : chosen;
    names.classList.toggle('muted', chosen === '');
  };
  document.addEventListener('change', (event) => event.target instanceof HTMLInputElement && event.target.type === 'file' && sayFiles(event.target));
  // A browser that comes back to a page may still hold the files.
  addEventListener('pageshow', () => all('.filepick input').forEach(sayFiles));

  // Menus close on Escape and on a click elsewhere.
  document.addEventListener('click', (event) => {
    for (const menu of menus('details.menu[open]')) if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
  });
})();
