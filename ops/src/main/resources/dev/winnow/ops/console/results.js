// Results as they come, a few of them, at a pace that can be read.

import * as api from './api.js';
import { byId, el, freshId, setText } from './dom.js';
import { millis, offset, percent } from './format.js';
import { inFull, positions, rationale } from './document.js';

const SHOWN = 8;
const RETRY_MILLIS = 5000;

class Row {
  constructor(result, labels) {
    this.result = result;
    const place = freshId('full');
    this.full = el('div', { id: place, hidden: true });
    this.toggle = el('button', {
      type: 'button', class: 'more', 'aria-expanded': 'false', 'aria-controls': place,
      'aria-label': `Layers of document ${result.documentId}`, text: 'layers', on: { click: () => this.open(this.full.hidden) },
    });
    const body = result.text === null ? positions(result)
      : el('p', { class: 'line-text', dir: 'auto', on: { click: () => this.open(true) } }, rationale(result));
    const color = labels.indexOf(result.label) % 6;
    this.element = el('li', { class: 'result', 'data-document': result.documentId, 'data-offset': result.offset },
      el('div', { class: 'verdict-line' },
        el('span', { class: `label l${color}`, text: result.label }),
        el('span', { class: 'sure', text: percent(result.probability, 0) })),
      el('div', { class: 'body' }, body,
        el('p', { class: 'meta' }, el('span', { text: result.bundle }), el('span', { text: `age ${millis(result.ageMillis)}` }),
          el('span', { text: `offset ${offset(result.offset)}` }),
          el('span', { text: `kept ${result.tokensByLayer[result.layers - 1]} of ${result.tokens} tokens` }), this.toggle),
        this.full));
  }

  get isOpen() {
    return !this.full.hidden;
  }

  open(is) {
    if (is && !this.full.hasChildNodes()) {
      this.full.append(inFull(this.result));
    }
    this.full.hidden = !is;
    this.element.classList.toggle('open', is);
    this.toggle.setAttribute('aria-expanded', String(is));
  }
}

export class Results {
  constructor(setup, rights) {
    this.setup = setup;
    this.rights = rights;
    this.rows = [];
    this.list = byId('result-list');
    this.pause = el('button', { type: 'button', 'aria-pressed': 'false', text: 'Pause', on: { click: () => this.setPaused(!this.paused) } });
    this.bundle = this.choice('Bundle', setup.bundles.map((bundle) => bundle.bundle), () => this.fillLabels());
    this.label = this.choice('Label', [], () => {});
    byId('result-tools').replaceChildren(this.bundle.element, this.label.element, this.pause);
    this.fillLabels();
    this.note = byId('result-note');
    setText(this.note, this.explain());
    ['pointerenter', 'focusin'].forEach((event) => this.list.addEventListener(event, () => { this.reading = true; }));
    ['pointerleave', 'focusout'].forEach((event) => this.list.addEventListener(event, () => { this.reading = false; }));
    document.addEventListener('visibilitychange', () => this.follow());
    this.follow();
  }

  explain() {
    const sample = 'A sample of what is answered now';
    if (this.setup.texts && this.rights.readsTexts) {
      return `${sample}, with its rationale: the stronger the mark, the higher the score. It waits while you read.`;
    }
    return `${sample}. ${this.whyNoTexts()} The bars say where in a text its rationale lies.`;
  }

  whyNoTexts() {
    if (!this.setup.texts) {
      return 'Texts are not shown: console.texts is off.';
    }
    return this.rights.tokens
      ? 'Texts are shown to those who sign in.'
      : 'Texts are not shown: others than this machine can reach this page, and management.read-token is not set.';
  }

  choice(name, values, changed) {
    const select = el('select', { id: freshId('filter'), on: { change: () => { changed(); this.restart(); } } });
    const element = el('label', { for: select.id }, name, select);
    const choice = { select, element, fill: (options) => select.replaceChildren(
      el('option', { value: '', text: 'all' }), ...options.map((value) => el('option', { value, text: value }))) };
    choice.fill(values);
    return choice;
  }

  fillLabels() {
    const wanted = this.bundle.select.value;
    const labels = this.setup.bundles.filter((bundle) => wanted === '' || bundle.bundle === wanted).flatMap((bundle) => bundle.labels);
    this.label.fill([...new Set(labels)]);
  }

  labelsOf(name) {
    return this.setup.bundles.find((bundle) => bundle.bundle === name)?.labels ?? [];
  }

  setPaused(paused) {
    this.paused = paused;
    this.pause.setAttribute('aria-pressed', String(paused));
    setText(this.pause, paused ? 'Go on' : 'Pause');
    this.follow();
  }

  restart() {
    this.rows = [];
    this.list.replaceChildren();
    this.stop?.();
    this.stop = null;
    this.follow();
  }

  /** While nobody looks, the connection is closed and the process samples nothing. */
  follow() {
    const wanted = !this.paused && document.visibilityState === 'visible';
    if (wanted && !this.stop) {
      const query = new URLSearchParams({ bundle: this.bundle.select.value, label: this.label.select.value });
      this.stop = api.follow(`/console/api/results?${query}`, {
        open: () => setText(this.note, this.explain()), lost: (forGood) => this.lost(forGood),
        events: { result: (result) => this.add(result) },
      });
    } else if (!wanted && this.stop) {
      this.stop();
      this.stop = null;
    }
  }

  /** What was merely cut off, the browser connects again; what was refused, it leaves. */
  lost(forGood) {
    if (forGood) {
      this.stop = null;
      setText(this.note, 'No results come: the process does not send them now. The page asks again by itself.');
      setTimeout(() => this.follow(), RETRY_MILLIS);
    }
  }

  add(result) {
    if (this.reading || this.rows.some((row) => row.isOpen)) {
      return;
    }
    const row = new Row(result, this.labelsOf(result.bundle));
    this.rows.unshift(row);
    this.list.prepend(row.element);
    while (this.rows.length > SHOWN) {
      this.rows.pop().element.remove();
    }
  }
}
