// The knob of one bundle: what is in force and who asked for it, what a change would cost, and the change.

import * as api from './api.js';
import { announce, byId, el, freshId, setText } from './dom.js';
import { Curve } from './curve.js';
import { CurveChart } from './curvechart.js';
import { dateAndTime, duration, millis, offset, percent, perSecond, times } from './format.js';
import { ObjectiveForm } from './objective.js';

const STEP = 0.01;
const DURATIONS = [
  { seconds: 300, text: '5 minutes' }, { seconds: 1800, text: '30 minutes' },
  { seconds: 7200, text: '2 hours' }, { seconds: null, text: 'until released' },
];
const MODES = { auto: 'The controller decides', manual: 'Set by hand', configured: 'As configured' };

/** What an offset means: by the curve, and for the load of this moment. */
function outlook(curve, tick, at) {
  const point = curve.at(at);
  const capacity = point && tick.fullCapacity ? tick.fullCapacity * point.throughputRatio : null;
  const arrivals = tick.figures.arrivals;
  return {
    accuracy: point?.accuracy ?? null,
    agreement: point?.agreement ?? null,
    speed: point?.throughputRatio ?? null,
    capacity,
    load: capacity && arrivals !== null ? arrivals / capacity : null,
  };
}

const VERDICTS = {
  slow: 'Too slow for the present load',
  tight: 'Just enough for the present load; a burst would queue.',
  enough: 'Enough for the present load.',
};

/** How a load would be borne; null where nobody knows it. */
function kindOf(load) {
  if (load === null) {
    return null;
  }
  if (load > 1) {
    return 'slow';
  }
  return load > 0.85 ? 'tight' : 'enough';
}

const ROWS = [
  { key: 'accuracy', label: 'Expected accuracy', format: (value) => percent(value) },
  { key: 'agreement', label: 'Agreement with the full encoder', format: (value) => percent(value) },
  { key: 'speed', label: 'Speed, times the full encoder', format: times },
  { key: 'capacity', label: 'Capacity for it, on this instance', format: perSecond },
  { key: 'load', label: 'Used by the present arrivals', format: (value) => percent(value, 0) },
];

export class Knob {
  constructor(bundle, rights) {
    this.bundle = bundle;
    this.rights = rights;
    this.curve = new Curve(bundle.calibration);
    this.touched = false;
    this.build();
  }

  build() {
    this.stand = el('p', { class: 'stand' });
    this.signature = el('p', { class: 'note' });
    this.refusal = el('p', { class: 'warning', hidden: true });
    this.form = this.changeForm();
    this.objective = this.curve.known && this.rights.operates ? new ObjectiveForm((change) => this.send(change)) : null;
    const panel = el('div', { class: 'panel' }, this.stand, this.signature, this.refusal, this.form, this.objective?.element);
    const body = [panel];
    if (this.curve.known) {
      const { split, documents } = this.curve.calibration;
      this.chart = new CurveChart(this.curve, `What speed costs: ${documents.toLocaleString('en')} documents of the ${split} split`);
      body.unshift(this.chart.element);
    } else {
      body.unshift(el('p', { class: 'note', text: 'This bundle has no calibration, so nobody knows what an offset costs. “winnow calibrate” measures it.' }));
    }
    byId('knob-body').replaceChildren(...body);
  }

  changeForm() {
    const id = freshId('offset');
    this.slider = el('input', {
      type: 'range', id, min: this.curve.least, max: this.curve.most, step: STEP, value: 0,
      on: { input: () => { this.touched = true; this.preview(); } },
    });
    this.output = el('output', { for: id, class: 'big' });
    this.now = new Map();
    this.then = new Map();
    this.verdict = el('p', { class: 'verdict' });
    this.durations = el('select', { id: freshId('for') },
      DURATIONS.map((choice) => el('option', { value: choice.seconds ?? '', text: choice.text })));
    this.reason = el('input', { type: 'text', id: freshId('why'), maxlength: 200, placeholder: 'release day', autocomplete: 'off' });
    this.author = el('input', { type: 'text', id: freshId('who'), maxlength: 60, autocomplete: 'name' });
    this.apply = el('button', { type: 'submit', class: 'primary', text: 'Apply' });
    this.release = el('button', { type: 'button', text: 'Hand back', hidden: true, on: { click: () => this.send({ release: true }) } });
    this.undo = el('button', { type: 'button', class: 'quiet', text: 'Reset', hidden: true, on: { click: () => this.reset() } });
    this.status = el('p', { class: 'status', role: 'status' });
    const shut = !this.rights.operates;
    [this.apply, this.release, this.durations, this.reason, this.author].forEach((control) => { control.disabled = shut; });
    return el('form', { class: 'change', on: { submit: (event) => { event.preventDefault(); this.submit(); } } },
      el('div', { class: 'dial' },
        el('label', { for: id }, 'δ offset ', this.output),
        this.slider,
        el('div', { class: 'ends', 'aria-hidden': 'true' }, el('span', { text: 'full encoder' }), el('span', { text: 'fastest' }))),
      this.comparison(), this.verdict,
      el('div', { class: 'fields' },
        el('label', { for: this.durations.id }, 'For', this.durations),
        el('label', { for: this.reason.id, class: 'grow' }, 'Reason', this.reason),
        el('label', { for: this.author.id, class: 'grow' }, 'Your name', this.author)),
      el('div', { class: 'buttons' }, this.apply, this.undo, this.release), this.status,
      shut ? el('p', { class: 'note', text: this.whyShut() }) : null);
  }

  whyShut() {
    return this.rights.tokens ? 'You may look. To turn the knob, sign in with the operate token.'
      : 'You may look. Changes are off: others than this machine can reach this page, and management.operate-token is not set.';
  }

  comparison() {
    const rows = ROWS.map((row) => {
      this.now.set(row.key, el('td'));
      this.then.set(row.key, el('td'));
      return el('tr', {}, el('th', { scope: 'row', text: row.label }), this.now.get(row.key), this.then.get(row.key));
    });
    return el('table', { class: 'compare' }, el('caption', { class: 'unseen', text: 'What the change costs' }),
      el('thead', {}, el('tr', {}, el('td'), el('th', { scope: 'col', text: 'Now' }), el('th', { scope: 'col', text: 'Then' }))),
      el('tbody', {}, rows));
  }

  tick(tick) {
    this.last = tick;
    const knob = tick.knob;
    if (!knob) {
      return;
    }
    this.objective?.prefill(knob.policy);
    if (!this.touched) {
      this.slider.value = knob.offset;
    }
    this.showStand(knob);
    this.preview();
  }

  showStand(knob) {
    const until = knob.mode === 'manual' && knob.policy?.manualUntil ? Date.parse(knob.policy.manualUntil) : null;
    const left = until === null ? '' : `, ends at ${dateAndTime(until)} (in ${duration((until - Date.now()) / 1000)})`;
    const objective = knob.mode === 'auto' ? `: 99 % of results within ${millis(knob.policy.objectiveMillis)}` : '';
    const forever = knob.mode === 'manual' && until === null ? ', until released' : '';
    setText(this.stand, `${MODES[knob.mode]}${objective}${left}${forever}`);
    const policy = knob.policy;
    setText(this.signature, policy
      ? `Asked for by ${policy.author}${policy.reason ? `: ${policy.reason}` : ''}, ${dateAndTime(Date.parse(policy.since))}`
      : 'Nobody has asked for anything else.');
    this.refusal.hidden = !knob.refusal;
    setText(this.refusal, knob.refusal ? `The last policy was refused: ${knob.refusal.reason}` : '');
    this.release.hidden = knob.mode !== 'manual';
    setText(this.release, policy?.objectiveMillis ? 'Hand back to the controller' : 'Hand back to the configuration');
    if (this.mode && this.mode !== knob.mode) {
      announce(`${this.bundle.bundle}: ${MODES[knob.mode]}`);
    }
    this.mode = knob.mode;
  }

  preview() {
    const tick = this.last;
    if (!tick?.knob) {
      return;
    }
    const wanted = Number(this.slider.value);
    const now = outlook(this.curve, tick, tick.knob.offset);
    const then = outlook(this.curve, tick, wanted);
    for (const row of ROWS) {
      setText(this.now.get(row.key), row.format(now[row.key]));
      setText(this.then.get(row.key), this.touched ? row.format(then[row.key]) : '');
    }
    setText(this.output, offset(wanted));
    this.slider.setAttribute('aria-valuetext', then.accuracy === null ? `offset ${offset(wanted)}`
      : `offset ${offset(wanted)}, expected accuracy ${percent(then.accuracy)}, ${times(then.speed)} the full encoder's speed`);
    this.undo.hidden = !this.touched;
    setText(this.apply, this.touched ? `Set the offset to ${offset(wanted)}` : `Hold the offset at ${offset(wanted)}`);
    this.judge(then, tick.figures.arrivals);
    this.chart?.show(this.curve.at(tick.knob.offset), this.touched ? this.curve.at(wanted) : null, tick.knob.policy?.minAccuracy);
  }

  judge(then, arrivals) {
    const kind = this.touched ? kindOf(then.load) : null;
    this.verdict.dataset.fits = String(kind !== 'slow');
    const grows = kind === 'slow' ? `: the backlog would grow by ${perSecond(arrivals - then.capacity)}.` : '';
    setText(this.verdict, kind ? `${VERDICTS[kind]}${grows}` : '');
    // Its number is another one every second, and nobody wants to hear that.
    if (kind && kind !== this.kind) {
      announce(VERDICTS[kind]);
    }
    this.kind = kind;
  }

  reset() {
    this.touched = false;
    this.slider.value = this.last?.knob?.offset ?? 0;
    this.preview();
    this.slider.focus();
  }

  signed(change) {
    return { ...change, reason: this.reason.value.trim() || undefined, author: this.author.value.trim() || undefined };
  }

  submit() {
    const seconds = this.durations.value === '' ? undefined : Number(this.durations.value);
    this.send({ offset: Number(Number(this.slider.value).toFixed(2)), forSeconds: seconds });
  }

  /** One change at a time: the server refuses a second one. */
  shut(is) {
    [this.apply, this.release, this.objective?.hold].filter(Boolean).forEach((button) => { button.disabled = is; });
  }

  async send(change) {
    this.status.dataset.kind = 'busy';
    this.status.textContent = 'Asking all instances …';
    this.shut(true);
    try {
      const written = await api.turn(this.bundle.bundle, this.signed(change));
      this.touched = false;
      if (change.auto) {
        this.objective.settled();
      }
      this.status.dataset.kind = 'done';
      this.status.textContent = written.inForceAfterMillis === null
        ? 'Written; this instance does not obey yet. See its log.'
        : `In force ${written.inForceAfterMillis} ms after the broker took it.${written.warning ? ` ${written.warning}` : ''}`;
      document.dispatchEvent(new CustomEvent('winnow-changed'));
    } catch (refused) {
      this.status.dataset.kind = 'failed';
      this.status.textContent = `Not done: ${refused.message}`;
    } finally {
      this.shut(!this.rights.operates);
    }
  }
}
