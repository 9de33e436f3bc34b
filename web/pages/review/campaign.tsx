import { frenchDate } from '../../../domain/french/dates';
import { Select, TextField } from '../../components/fields';
import { ErrorSummary, PostForm } from '../../components/form';
import { Icon } from '../../components/icon';
import { Layout } from '../../components/layout';
import { Note } from '../../components/note';
import { Panel } from '../../components/panel';
import { Words } from '../../components/text';
import { campaignFilePath, reviewDatesPath, reviewsPath } from '../../paths-review';
import type { CampaignView } from '../../view/review';
import { count } from '../../words/labels';
import { Fig } from '../steering/figs';
import { Conventions } from './lines';
import { MonthsPanel, shareWords } from './months';

/** A year of reviews: who is done, who is late, who is to come; month by month, and convention by convention. */
export function CampaignPage(view: CampaignView) {
  const { shell, year, article, asked, withoutDate, counts } = view;
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return (
    <Layout shell={shell} title={`Revues inverses ${year}`}>
      <div class="row-flex mb-3">
        <h1>Revues inverses {year}</h1>
        <span class="muted">
          <Words text={`${count(all, 'convention')}, une revue par an${article === null ? '' : ` (${article})`}`} />
        </span>
        <span class="ms-auto row-flex">
          <a class="btn btn-light btn-sm" href={reviewsPath({ ...asked, annee: String(Number(year) - 1), mois: '' })}>
            <Icon name="arrowLeft" />
            {Number(year) - 1}
          </a>
          <a class="btn btn-light btn-sm" href={reviewsPath({ ...asked, annee: String(Number(year) + 1), mois: '' })}>
            {Number(year) + 1}
            <Icon name="chevronRight" />
          </a>
          <a class="btn btn-light btn-sm" href={campaignFilePath({ ...asked, annee: year })}>
            <Icon name="download" />
            Exporter
          </a>
        </span>
      </div>
      <ErrorSummary refused={view.refused} idOf={(field) => `dates-${field}`} />
      {withoutDate > 0 && (
        <div class="mb-3">
          <Note tone="warn" title={`${count(withoutDate, 'convention')} sans date de signature`}>
            <p class="mb-0">Leurs revues ne commencent pas : la date se saisit au registre des habilitations.</p>
          </Note>
        </div>
      )}
      <Figures view={view} />
      <div class="mb-3">
        <MonthsPanel months={view.months} year={year} />
      </div>
      <Conventions view={view} all={all} />
      <DatesPanel view={view} />
    </Layout>
  );
}

function Figures({ view: { counts, atManager, share, year, asked, today } }: { view: CampaignView }) {
  const to = (etat: string) => reviewsPath({ annee: year, caf: asked.caf, etat });
  return (
    <section class="card mb-3" aria-label="En un coup d’œil">
      <div class="figs">
        <Fig name="Faites" icon="checkCircle" tone="t-ok" n={counts.done} href={to('faites')}>
          preuve acceptée, attestation envoyée
        </Fig>
        <Fig name="En retard" icon="late" tone={counts.late > 0 ? 't-late' : undefined} n={counts.late} href={to('en-retard')}>
          {counts.late === 0 ? 'personne n’est en retard' : `dont ${atManager} chez le responsable`}
        </Fig>
        <Fig name="À vérifier" icon="building" n={counts.checking} href={to('a-verifier')}>
          résultat reçu, la Caf vérifie
        </Fig>
        <Fig name="En cours" icon="mail" tone="t-soon" n={counts.running} href={to('en-cours')}>
          lettre partie, date non échue
        </Fig>
        <Fig name="À venir" icon="calendar" n={counts.coming} href={to('a-venir')}>
          première lettre pas encore due
        </Fig>
        <div class="fig">
          <span class="name">Part faite à ce jour</span>
          <b>{shareWords(share.percent)}</b>
          <span class="small muted">
            <Words text={share.due === 0 ? 'aucune n’est échue' : `${share.done} des ${share.due} échues au ${frenchDate(today, { now: today })}`} />
          </span>
        </div>
      </div>
    </section>
  );
}

/** The Caf may set the date that comes back each year. */
function DatesPanel({ view: { conventions, tokens, refused } }: { view: CampaignView }) {
  if (conventions.length === 0) return null;
  return (
    <div class="mt-3">
      <Panel title="Fixer une date">
        <details open={refused !== null}>
          <summary>Changer la date de revue d’une convention</summary>
          <p class="small muted">Sans autre date, la revue revient à celle de la signature. La date fixée compte à partir de la prochaine revue qui n’est pas commencée.</p>
          <PostForm action={reviewDatesPath()} tokens={tokens} suffix="dates">
            <Select id="dates-convention" name="convention" label="Convention" options={conventions} blank="choisir" refused={refused} required />
            <TextField id="dates-date" name="date" label="Première date" type="date" width="w-when" refused={refused} required />
            <button class="btn btn-primary" type="submit">
              <Icon name="calendar" />
              Fixer cette date
            </button>
          </PostForm>
        </details>
      </Panel>
    </div>
  );
}
