import { OPERATORS } from '../../domain/french/question';
import { Icon } from './icon';
import { Words } from './text';

/** What could not be read of a line of search: said beside it, the line left as it was typed. */
export function QuestionProblems({ id, problems }: { id: string; problems: readonly string[] }) {
  if (problems.length === 0) return null;
  return (
    <div class="note stop mb-3" role="alert" id={id} tabIndex={-1} data-focus>
      <Icon name="late" />
      <div class="grow">
        <b>La recherche n’a pas été lancée.</b>
        <ul>
          {problems.map((problem) => (
            <li>
              <Words text={problem} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** The operators of the line, each with an example. */
export function QuestionHelp({ id }: { id: string }) {
  return (
    <details class="mb-3 small">
      <summary id={id}>
        <Words text="Critères sur la même ligne :" /> <code>de:</code> <code>partenaire:</code> <code>service:</code> <code>doit:</code> <code>échéance:</code>…
      </summary>
      <dl class="operators mt-2">
        {[...OPERATORS, ...OTHERS].map(({ example, what }) => (
          <div>
            <dt>
              <code>{example}</code>
            </dt>
            <dd>
              <Words text={what} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const OTHERS = [
  { example: 'urgent', what: 'les demandes déclarées urgentes' },
  { example: '"page blanche"', what: 'ces mots, dans cet ordre' },
  { example: '-test', what: 'sans ce mot ; « - » devant un critère l’inverse' },
  { example: 'castel*', what: 'les mots qui commencent ainsi' },
  { example: '31-2026-000123', what: 'une référence, ou son début' },
  { example: '05 36 49 01 10', what: 'un numéro de téléphone' },
];
