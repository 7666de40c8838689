// A card for each bundle: how it is, at a glance. The chosen one is shown below in detail.

import { announce, byId, el, setText } from './dom.js';
import { millis, offset, percent, perSecond, whole } from './format.js';

const STATS = [
  { key: 'served', label: 'answered', value: (tick) => perSecond(tick.figures.served) },
  { key: 'p99', label: 'age, p99', value: (tick) => millis(tick.figures.p99) },
  { key: 'backlog', label: 'backlog', value: (tick) => whole(tick.figures.backlog) },
  { key: 'accuracy', label: 'expected accuracy', value: (tick) => percent(tick.figures.accuracy) },
];

function mode(knob) {
  if (!knob) {
    return 'no knob yet';
  }
  const by = { auto: 'by the controller', manual: 'by hand', configured: 'as configured' };
  return `offset ${offset(knob.offset)}, ${by[knob.mode]}`;
}

class Card {
  constructor(bundle, choose) {
    this.name = bundle.bundle;
    this.state = el('span', { class: 'pill', 'data-state': 'starting', text: 'starting' });
    this.reason = el('p', { class: 'reason' });
    this.mode = el('p', { class: 'mode' });
    this.values = new Map(STATS.map((stat) => [stat.key, el('dd', { text: '–' })]));
    this.button = el('button', { type: 'button', class: 'choose', 'aria-pressed': 'false', on: { click: () => choose(this.name) } },
      el('span', { class: 'name', text: bundle.bundle }), el('span', { class: 'version', text: ` ${bundle.version}` }));
    this.element = el('article', { class: 'card', 'data-bundle': bundle.bundle, 'aria-label': `Bundle ${bundle.bundle}` },
      el('header', {}, el('h3', {}, this.button), this.state),
      el('dl', {}, STATS.map((stat) => el('div', {}, el('dt', { text: stat.label }), this.values.get(stat.key)))),
      this.mode, this.reason);
  }

  tick(tick) {
    if (this.known && this.known !== tick.state) {
      announce(`${this.name} is ${tick.state}${tick.reason ? `: ${tick.reason}` : ''}`);
    }
    this.known = tick.state;
    this.state.dataset.state = tick.state;
    setText(this.state, tick.state);
    setText(this.reason, tick.state === 'running' ? '' : tick.reason);
    setText(this.mode, mode(tick.knob));
    STATS.forEach((stat) => setText(this.values.get(stat.key), stat.value(tick)));
  }

  chosen(is) {
    this.button.setAttribute('aria-pressed', String(is));
    this.element.classList.toggle('chosen', is);
  }
}

export class Bundles {
  constructor(setup, choose) {
    this.cards = new Map(setup.bundles.map((bundle) => [bundle.bundle, new Card(bundle, choose)]));
    byId('bundle-cards').replaceChildren(...[...this.cards.values()].map((card) => card.element));
  }

  tick(bundles) {
    bundles.forEach((bundle) => this.cards.get(bundle.bundle)?.tick(bundle));
  }

  chosen(name) {
    this.cards.forEach((card, bundle) => card.chosen(bundle === name));
  }
}
