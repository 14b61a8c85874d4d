import type { FigureService } from '../../figures/figure-service.ts'
import type { App } from '../app-type.ts'
import { getStaffStats } from '@orderbeat/shared'

/** How the shop is doing. */
export function staffStatsRoutes(app: App, figures: FigureService): void {
  app.route({ ...getStaffStats, handler: request => figures.stats(request.query) })
}
