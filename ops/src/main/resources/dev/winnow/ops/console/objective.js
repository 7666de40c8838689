// The form that lets a controller hold an objective, and floors that it may not go below.

import { el, freshId } from './dom.js';

const FIRST_OBJECTIVE_MILLIS = 500;
const FLOORS = [
  { key: 'minAccuracy', label: 'Least accuracy (%)' },
  { key: 'minAgreement', label: 'Least agreement (%)' },
];

/** Without the noise of a division by a hundred. */
function inPercent(share) {
  return typeof share === 'number' ? Number((100 * share).toFixed(2)) : '';
}

export class ObjectiveForm {
  constructor(send) {
    this.send = send;
    this.typed = new Set();
    this.build();
  }

  build() {
    this.objective = el('input', { type: 'number', id: freshId('objective'), min: 10, max: 3600000, step: 1, required: true });
    const hint = el('p', { class: 'note', id: freshId('hint'), text: 'An empty floor is none: for its objective the controller may then take the fastest offset.' });
    this.floors = FLOORS.map((floor) => ({
      ...floor,
      input: el('input', {
        type: 'number', id: freshId('floor'), min: 0, max: 100, step: 'any', placeholder: 'none', 'aria-describedby': hint.id,
      }),
    }));
    this.hold = el('button', { type: 'submit', text: 'Let the controller hold this' });
    const listeners = {
      input: (event) => this.touch(event.target),
      submit: (event) => { event.preventDefault(); this.submit(); },
    };
    this.element = el('details', { class: 'auto' }, el('summary', { text: 'Let a controller hold an objective' }),
      el('form', { on: listeners },
        el('div', { class: 'fields' },
          el('label', { for: this.objective.id }, '99 % of results within (ms)', this.objective),
          this.floors.map((floor) => this.field(floor))),
        hint,
        el('div', { class: 'buttons' }, this.hold)));
  }

  field(floor) {
    floor.clear = el('button', {
      type: 'button', text: 'No floor', 'aria-label': `No floor: ${floor.label}`,
      on: { click: () => { floor.input.value = ''; this.touch(floor.input); floor.input.focus(); } },
    });
    return el('div', { class: 'with-button' }, el('label', { for: floor.input.id }, floor.label, floor.input), floor.clear);
  }

  touch(input) {
    this.typed.add(input);
    this.floors.forEach((floor) => { floor.clear.disabled = floor.input.value === ''; });
  }

  /** What is asked for now stands in the fields until somebody types: what is left alone stays as it is. */
  prefill(policy) {
    this.fill(this.objective, policy?.objectiveMillis ?? FIRST_OBJECTIVE_MILLIS);
    this.floors.forEach(({ key, input, clear }) => {
      this.fill(input, inPercent(policy?.[key]));
      clear.disabled = input.value === '';
    });
  }

  fill(input, value) {
    if (!this.typed.has(input) && input.value !== String(value)) {
      input.value = value;
    }
  }

  submit() {
    const auto = { objectiveMillis: Number(this.objective.value) };
    for (const { key, input } of this.floors.filter((floor) => this.typed.has(floor.input))) {
      // Nothing said would leave the floor as it is; a floor of 0 is none.
      auto[key] = Number((Number(input.value) / 100).toFixed(4));
    }
    this.send({ auto });
  }

  /** What was typed is in force. */
  settled() {
    this.typed.clear();
  }
}
