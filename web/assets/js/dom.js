// What every part of the script shares. Classic scripts joined into one file: this name is seen by those that follow.
'use strict';
const guichet = (() => {
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
    get: (key) => {
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    /** @param {string} key @param {string | null} value */
    set: (key, value) => {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        /* private mode: no draft */
      }
    },
  };
  document.documentElement.classList.add('js');
  /** The form's own token, for what is posted without leaving the page. */
  const csrf = () => document.querySelector('input[name=_csrf]')?.getAttribute('value') ?? '';
  return { all, one, isField, fieldsOf, menus, store, csrf };
})();
