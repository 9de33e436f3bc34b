// Run in the page. A pair is a text's colour, size and weight on what lies behind it: the header, a chip, a button are the same
// on a hundred pages, and axe-core spends most of its time on measuring them again. What has once been found good is not asked twice.

/**
 * Marks (`data-new-pair`) each element whose text shows a pair that is not yet known to be good in this browser context.
 * Where something may lie between a text and its background (it is positioned, or fades) the pair is never taken for known.
 * @returns how many are marked
 */
export function newPairs(): number {
  const known = new Set((localStorage.getItem('pairs') ?? '').split('\n'));
  const clear = (colour: string): boolean => colour === 'transparent' || /, 0\)$/.test(colour);
  const opaque = (colour: string): boolean => !clear(colour) && !/^rgba|\//.test(colour);

  /** What each element's text lies on, from itself up to the first opaque colour; null where something else may lie between. */
  const beneath = new Map<Element, string | null>();
  const behind = (element: Element | null): string | null => {
    if (element === null) return '';
    const known = beneath.get(element);
    if (known !== undefined) return known;
    const found = lookBehind(element);
    beneath.set(element, found);
    return found;
  };
  const lookBehind = (element: Element): string | null => {
    const { opacity, filter, backgroundImage, backgroundColor, position, float } = getComputedStyle(element);
    if (opacity !== '1' || filter !== 'none') return null;
    // A picture (a list's arrow) is part of what is behind: axe-core says nothing of a text on it.
    const own = [...(clear(backgroundColor) ? [] : [backgroundColor]), ...(backgroundImage === 'none' ? [] : [backgroundImage])];
    if (opaque(backgroundColor)) return own.join();
    if (['absolute', 'fixed', 'sticky'].includes(position) || float !== 'none') return null;
    const under = behind(element.parentElement);
    return under === null ? null : [...own, under].join();
  };
  const pairOf = (element: Element): string | null => {
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const under = behind(element);
    return under === null ? null : [color, fontSize, fontWeight, under].join(' ');
  };
  /** axe-core lets the words of what is disabled be pale, and a label may be one: that it is good there tells nothing of its pair elsewhere. */
  const exempt = (element: Element): boolean => element.closest(':disabled, [aria-disabled=true], label, [inert]') !== null;
  const shows = (element: Element): boolean =>
    element.matches('input, select, textarea') || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
  /** Out of the window (the skip link, until it has the focus) or a pixel wide, for screen readers: nobody sees its colours. */
  const unseen = (element: Element): boolean => {
    const { right, bottom, width, height } = element.getBoundingClientRect();
    return right <= 0 || bottom + window.scrollY <= 0 || (width <= 1 && height <= 1);
  };

  let marked = 0;
  for (const element of document.body.querySelectorAll('*')) {
    element.removeAttribute('data-new-pair');
    if (!shows(element) || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || unseen(element)) continue;
    const pair = pairOf(element);
    if (pair !== null && known.has(pair)) continue;
    element.setAttribute('data-new-pair', pair === null || exempt(element) ? '' : pair);
    marked += 1;
  }
  return marked;
}

/** Takes the marks away; `good`: their pairs need not be measured again. */
export function rememberPairs(good: boolean): void {
  const pairs = new Set((localStorage.getItem('pairs') ?? '').split('\n'));
  for (const element of document.querySelectorAll('[data-new-pair]')) {
    const pair = element.getAttribute('data-new-pair');
    if (good && pair !== null && pair !== '') pairs.add(pair);
    element.removeAttribute('data-new-pair');
  }
  localStorage.setItem('pairs', [...pairs].join('\n'));
}
