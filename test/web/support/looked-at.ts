import { STATES } from '../samples/states';

/** One act's form at a time is a matter of style sheet: « demande » is looked at with every form open. */
export const LOOKED_AT = Object.keys(STATES).filter((name) => !/^demande-acte-(?!refuse)/.test(name));
