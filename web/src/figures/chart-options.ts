import type { ChartOptions, TooltipItem } from 'chart.js'
import type { ChartColours } from './chart-colours.ts'
import { BarElement, CategoryScale, Chart, Filler, LinearScale, LineElement, LogarithmicScale, PointElement, Tooltip } from 'chart.js'

// The controllers come with the components of vue-chartjs. What else a chart may use is named here, so that the rest stays out of the bundle.
Chart.register(BarElement, CategoryScale, Filler, LinearScale, LineElement, LogarithmicScale, PointElement, Tooltip)

type Kind = 'bar' | 'line'

/** What a chart wants beside the house's manner. */
export interface ChartWishes<K extends Kind> {
  scales: Record<string, ReturnType<typeof axis>>
  /** A line of the tooltip. */
  label: (item: TooltipItem<K>) => string
  title?: (item: TooltipItem<K>) => string
  /** Bars that lie. */
  lying?: boolean
}

/** How every chart looks: thin lines, our type, a card for the tooltip, and still for those who want it still. */
export function chartOptions<K extends Kind>(colours: ChartColours, { scales, label, title, lying = false }: ChartWishes<K>): ChartOptions<K> {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const font = { family: 'system-ui, sans-serif', size: 13 }
  return {
    animation: still ? false : { duration: 200 },
    responsive: true,
    layout: { padding: { top: 4, right: 8 } },
    maintainAspectRatio: false,
    indexAxis: lying ? 'y' : 'x',
    interaction: { mode: 'index', intersect: false, axis: lying ? 'y' : 'x' },
    color: colours['ink-muted'],
    font,
    scales,
    plugins: {
      tooltip: {
        backgroundColor: colours.ink,
        titleColor: colours.card,
        bodyColor: colours.card,
        titleFont: font,
        bodyFont: font,
        padding: 10,
        cornerRadius: 8,
        displayColors: false,
        callbacks: { label, ...(title && { title: ([item]: TooltipItem<K>[]) => title(item!) }) },
      },
    },
  } as unknown as ChartOptions<K>
}

/** An axis: `marks` says what stands at a value, `grid` whether lines go from it through the chart. */
export function axis(colours: ChartColours, { grid = false, ...more }: { grid?: boolean } & Record<string, unknown> = {}) {
  const { ticks = {}, ...rest } = more
  return {
    border: { display: false },
    grid: { display: grid, color: colours.line, drawTicks: false },
    ticks: { color: colours['ink-muted'], font: { family: 'system-ui, sans-serif', size: 12 }, padding: 6, maxRotation: 0, autoSkipPadding: 16, ...ticks as object },
    ...rest,
  }
}
