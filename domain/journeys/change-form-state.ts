import { mayBeAccepted, type Wrong } from './change-check';
import type { KeptForm } from './change-facts';
import type { Change } from './change-state';

/** A form that says something else voids what was signed and checked of the one before; other people in it, the call that was about the first ones. */
export function kept(before: Change, form: KeptForm, { n, by }: { readonly n: number; readonly by: string | null }): Partial<Change> {
  const same = before.kept?.digest === form.digest;
  const wrong = form.wrong.filter((one) => !before.accepted.some(({ item, problem, value }) => item === one.item && problem === one.problem && value === valueOf(form, item)));
  const others = before.kept !== null && before.kept.people !== form.people;
  return { kept: { ...form, n, by }, unread: false, wrong, ...(same ? {} : { signatures: {}, checked: null, signatoryVerified: false, verifiedBy: null }), ...(others ? { calledBack: null } : {}) };
}

/** What was accepted stays so as long as that line says the same. */
export function accepted(before: Change, item: Wrong['item']): Partial<Change> {
  const form = before.kept;
  if (form === null) return {};
  const [taken, wrong] = [before.wrong.filter((one) => one.item === item && mayBeAccepted(one)), before.wrong.filter((one) => one.item !== item || !mayBeAccepted(one))];
  return { wrong, accepted: [...before.accepted, ...taken.map((one) => ({ ...one, value: valueOf(form, item) }))] };
}

function valueOf({ form }: Pick<KeptForm, 'form'>, item: Wrong['item']): string {
  return item === 'phone' ? '' : String(form[item]).toLowerCase();
}
