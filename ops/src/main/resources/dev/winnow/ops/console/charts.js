// The charts of one bundle, and the past they show.

import * as api from './api.js';
import { byId } from './dom.js';
import { TimeChart } from './chart.js';
import { millis, number, offset, percent } from './format.js';

const RANGES = { '15m': 15 * 60, '6h': 6 * 3600 };
const WIDE_EVERY_SECONDS = 10;
const RETRY_EVERY_SECONDS = 2;

/** An axis for shares: around what there is, never a whole page of nothing. */
function shares(low, high) {
  return [Math.max(0, Math.floor((low - 0.02) * 20) / 20), Math.min(1, Math.ceil((high + 0.01) * 20) / 20)];
}

function definitions(charts) {
  return [
    {
      title: 'Documents a second',
      lines: [{ key: 'arrivals', label: 'came', className: 'c2' }, { key: 'served', label: 'answered', className: 'c1' }],
      format: number,
    },
    {
      title: 'Record age at emission',
      lines: [
        { key: 'oldest', label: 'oldest still waiting', className: 'c3 dashed' },
        { key: 'p99', label: '99th percentile', className: 'c2' },
        { key: 'p50', label: 'median', className: 'c1' },
      ],
      format: millis,
      marker: () => charts.objective(),
    },
    {
      title: 'Backlog',
      lines: [{ key: 'backlog', label: 'documents without a result', className: 'c1' }],
      format: number,
      range: (low, high) => [0, Math.max(10, high * 1.08)],
    },
    {
      title: 'Documents in a micro-batch',
      lines: [{ key: 'documents', label: 'documents', className: 'c1' }],
      format: number,
    },
    {
      title: 'Tokens in a micro-batch',
      lines: [{ key: 'tokens', label: 'tokens', className: 'c1' }],
      format: number,
    },
    {
      title: 'δ offset',
      lines: [{ key: 'offset', label: 'in force', className: 'c3' }],
      format: offset,
      range: () => [-1, 1],
    },
    {
      title: 'Quality',
      lines: [
        { key: 'accuracy', label: 'expected accuracy', className: 'c3' },
        { key: 'expected', label: 'expected agreement', className: 'c1 dashed' },
        { key: 'agreement', label: 'live agreement', className: 'c1' },
      ],
      band: { low: 'low', high: 'high', className: 'c1' },
      format: (share) => percent(share, 1),
      axis: (share) => percent(share, 0),
      range: shares,
    },
  ];
}

export class Charts {
  constructor() {
    this.charts = definitions(this).map((definition) => new TimeChart(definition));
    byId('charts').replaceChildren(...this.charts.map((chart) => chart.element));
    this.range = '15m';
    this.knob = null;
    this.ticks = 0;
    byId('range').addEventListener('change', (event) => {
      this.range = event.target.value;
      this.begin();
    });
  }

  objective() {
    const value = this.knob?.mode === 'auto' ? this.knob.policy?.objectiveMillis : null;
    return value ? { value, label: `objective ${millis(value)}` } : null;
  }

  show(bundle) {
    this.bundle = bundle;
    this.begin();
  }

  /** The seconds to come must not be appended to the past of another bundle. */
  begin() {
    this.stretch = null;
    this.charts.forEach((chart) => chart.clear());
    this.load();
  }

  shown() {
    return `${this.bundle} ${this.range}`;
  }

  /** Where no answer comes, it stays due and a later tick asks again. */
  async load() {
    const asked = this.shown();
    this.due = true;
    this.asking = asked;
    const stretch = await api.history(this.bundle, this.range).catch(() => null);
    if (asked !== this.shown()) {
      return;
    }
    this.asking = null;
    if (stretch) {
      stretch.seconds = RANGES[this.range];
      this.stretch = stretch;
      this.due = false;
      this.draw();
    }
  }

  tick(at, bundle) {
    this.knob = bundle.knob;
    this.ticks += 1;
    if (this.isTimeToLoad()) {
      this.load();
    }
    if (this.stretch && this.range === '15m') {
      this.append(at, bundle.figures);
      this.draw();
    }
  }

  isTimeToLoad() {
    if (this.asking === this.shown()) {
      return false;
    }
    return (this.due && this.ticks % RETRY_EVERY_SECONDS === 0)
      || (this.range !== '15m' && this.ticks % WIDE_EVERY_SECONDS === 0);
  }

  append(at, figures) {
    const known = this.stretch.at;
    if (known.length > 0 && known[known.length - 1] >= at) {
      return;
    }
    known.push(at);
    for (const [key, values] of Object.entries(this.stretch.figures)) {
      values.push(figures[key] ?? null);
    }
    if (known.length > RANGES['15m']) {
      known.shift();
      Object.values(this.stretch.figures).forEach((values) => values.shift());
    }
  }

  draw() {
    this.charts.forEach((chart) => chart.update(this.stretch));
  }
}
