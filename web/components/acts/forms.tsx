import type { ActsProps } from '../../view/acts';
import { MergeForm, RectifyForm, ReopenForm, SplitForm, TakeInHandForm } from './correct';
import { AssignForm, DeadlineForm, PauseForm, ResumeForm } from './manage';
import { HandOverForm, NationalForm, RouteForm, RungForm, UrgentForm } from './route';
import { AnswerForm, CallBackForm, CallForm, NoteForm, QuestionForm, ResolveForm } from './write';

const FORMS = [
  AnswerForm,
  QuestionForm,
  CallForm,
  CallBackForm,
  NoteForm,
  ResolveForm,
  RouteForm,
  NationalForm,
  UrgentForm,
  RungForm,
  HandOverForm,
  RectifyForm,
  MergeForm,
  SplitForm,
  ReopenForm,
  TakeInHandForm,
  AssignForm,
  DeadlineForm,
  PauseForm,
  ResumeForm,
];

/** Every act's form; the address's fragment shows one at a time. */
export function ActForms({ acts }: { acts: ActsProps }) {
  return (
    <div class="acts-forms">
      {FORMS.map((Form) => (
        <Form acts={acts} />
      ))}
    </div>
  );
}
