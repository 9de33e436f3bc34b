// Drafts: what is typed is kept until it is sent, at the desk when the form says where, else on this computer. Progressive enhancement only.
'use strict';
(() => {
  const { all, one, fieldsOf, store } = guichet;
  const PAUSE_MS = 700;
  const KEPT = 'textarea, input[type=text], input[type=tel], input[type=datetime-local], select, input[type=radio]:checked';

  /** @param {HTMLElement} form */
  const keyOf = (form) => `guichet:brouillon:${form.dataset.draft}`;
  /** @param {HTMLElement} form */
  const typed = (form) => Object.fromEntries(fieldsOf(KEPT, form).map((field) => [field.name, field.value]));

  /** What this computer kept, when it is newer than what the desk has. @param {HTMLElement} form @returns {Record<string, unknown>} */
  function keptHere(form) {
    try {
      const { at = 0, fields = {} } = JSON.parse(store.get(keyOf(form)) || '{}');
      return at > Date.parse(form.dataset.draftAt ?? '1970-01-01') ? fields : {};
    } catch {
      return {};
    }
  }

  /** It comes back into fields that nobody touched. @param {HTMLFormElement} form */
  function comeBack(form) {
    const before = keptHere(form);
    for (const field of fieldsOf(KEPT, form)) {
      const draft = before[field.name];
      const untouched = field instanceof HTMLSelectElement ? field.value === '' : field.type !== 'radio' && field.value === field.defaultValue;
      if (untouched && typeof draft === 'string' && draft !== '') field.value = draft;
    }
  }

  /** @param {HTMLElement} form @param {string} text */
  function say(form, text) {
    const status = one('[data-draft-status]', form);
    if (status && status.textContent !== text) status.textContent = text;
  }

  /** @param {HTMLFormElement} form */
  function keepHere(form) {
    store.set(keyOf(form), JSON.stringify({ at: Date.now(), fields: typed(form) }));
    const now = new Date();
    say(form, `Brouillon gardé sur ce poste à ${now.getHours()}\u00a0h\u00a0${String(now.getMinutes()).padStart(2, '0')}.`);
  }

  /** @param {HTMLFormElement} form @param {boolean} leaving */
  async function keepAtDesk(form, leaving) {
    if (leaving) keepHere(form);
    const chosen = leaving ? [] : [...new FormData(form).values()].filter((value) => value instanceof File && value.name !== '');
    // A file that was chosen is kept at once; without one, the words alone travel.
    const body = chosen.length > 0 ? new FormData(form) : new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
    const answer = await fetch(form.dataset.draftUrl, { method: 'POST', body, keepalive: leaving, headers: { accept: 'application/json' } }).catch(() => null);
    if (form.dataset.sent === 'yes') return;
    if (!answer?.ok) return keepHere(form);
    store.set(keyOf(form), null);
    const { kept, said, files } = await answer.json();
    if (chosen.length > 0) listFiles(form, files, chosen);
    if (kept) say(form, said);
  }

  /** What is kept at the desk takes the place of what was chosen, with a box to leave it out. @param {HTMLFormElement} form @param {{ field: string, name: string, size: string }[]} files @param {FormDataEntryValue[]} sent */
  function listFiles(form, files, sent) {
    const list = one('[data-files-kept]', form);
    const chooser = one('input[type=file]', form);
    if (!list || !(chooser instanceof HTMLInputElement)) return;
    const known = new Set(all('input[type=checkbox]', list).map((box) => box.name));
    for (const file of files.filter(({ field }) => !known.has(field))) list.append(line(form, file));
    // Others may have been chosen meanwhile: they are sent with the form.
    if ([...(chooser.files ?? [])].every((file) => sent.some((one) => one instanceof File && one.name === file.name && one.size === file.size))) chooser.value = '';
  }

  /** @param {HTMLFormElement} form @param {{ field: string, name: string, size: string }} file */
  function line(form, { field, name, size }) {
    const item = document.createElement('li');
    item.className = 'form-check';
    const box = Object.assign(document.createElement('input'), { type: 'checkbox', className: 'form-check-input', name: field, value: name, checked: true, id: `${form.dataset.draft}/${field}` });
    const label = Object.assign(document.createElement('label'), { className: 'form-check-label anywhere', htmlFor: box.id });
    const weight = Object.assign(document.createElement('span'), { className: 'small muted', textContent: size });
    label.append(`${name} `, weight);
    item.append(box, label);
    return item;
  }

  for (const form of all('form[data-draft]')) {
    if (!(form instanceof HTMLFormElement)) continue;
    comeBack(form);
    let timer = 0;
    const keep = (leaving = false) => {
      timer = 0;
      if (form.dataset.sent === 'yes') return;
      if (form.dataset.draftUrl) void keepAtDesk(form, leaving);
      else keepHere(form);
    };
    form.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(keep, form.dataset.draftUrl ? PAUSE_MS : 0);
    });
    form.addEventListener('submit', () => {
      clearTimeout(timer);
      timer = 0;
      store.set(keyOf(form), null);
    });
    addEventListener('pagehide', () => timer && (clearTimeout(timer), keep(true)));
  }
})();
