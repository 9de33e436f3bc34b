import type { Option } from '../../components/form';
import { Words } from '../../components/text';
import { figuresPath } from '../../paths';
import type { FigureFilterView } from '../../view/steering';
import { CHANNEL_WORDS, KIND_LONG, SERVICE_SHORT } from '../../words/labels';

const PERIODS: readonly Option[] = [
  { value: '30-jours', label: '30 derniers jours' },
  { value: 'mois', label: 'ce mois-ci' },
  { value: 'mois-dernier', label: 'le mois dernier' },
  { value: '3-mois', label: '3 derniers mois' },
  { value: 'annee', label: '12 derniers mois' },
  { value: 'dates', label: 'du… au…' },
];

/** What the figures are of: a form that asks, without a script. */
export function FigureFilters({ view }: { view: FigureFilterView }) {
  const all = (label: string): Option => ({ value: '', label });
  const options = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }));
  return (
    <form class="card mb-3" action={figuresPath()} aria-label="Filtres des chiffres">
      <div class="card-body filters">
        <Choice name="periode" label="Période" value={view.period} options={PERIODS} />
        <Day name="du" label="Du" value={view.from} />
        <Day name="au" label="Au" value={view.to} />
        {view.cafs.length > 0 && <Choice name="caf" label="Caf" value={view.caf ?? ''} options={[all('toutes'), ...view.cafs.map((caf) => ({ value: caf, label: caf }))]} />}
        <Choice name="service" label="Service" value={view.service ?? ''} options={[all('tous'), ...options(SERVICE_SHORT)]} />
        <Choice name="nature" label="Nature" value={view.kind ?? ''} options={[all('toutes'), ...options(KIND_LONG)]} />
        <Choice name="canal" label="Canal" value={view.channel ?? ''} options={[all('tous'), ...options(CHANNEL_WORDS)]} />
        <div>
          <label class="form-label" for="filtre-partenaire">
            Partenaire
          </label>
          <input class="form-control form-control-sm" id="filtre-partenaire" type="search" name="partenaire" value={view.partner} placeholder="une partie de son nom" />
        </div>
        {view.convention !== null && <input type="hidden" name="convention" value={view.convention.id} />}
        <button class="btn btn-primary btn-sm" type="submit">
          Afficher
        </button>
        <a class="btn btn-light btn-sm" href={figuresPath()}>
          Tout effacer
        </a>
      </div>
      <p class="card-body pt-0 mb-0 definition">
        <Words text="Les jours « du » et « au » ne comptent que pour la période « du… au… », tous deux compris." />
      </p>
    </form>
  );
}

function Choice({ name, label, value, options }: { name: string; label: string; value: string; options: readonly Option[] }) {
  return (
    <div>
      <label class="form-label" for={`filtre-${name}`}>
        {label}
      </label>
      <select class="form-select form-select-sm" id={`filtre-${name}`} name={name}>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

function Day({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <div>
      <label class="form-label" for={`filtre-${name}`}>
        {label}
      </label>
      <input class="form-control form-control-sm" id={`filtre-${name}`} type="date" name={name} value={value} />
    </div>
  );
}
