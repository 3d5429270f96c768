import type { Locator, Page } from 'playwright-core'
import { runSettings } from '../../../src/shared/run-settings'
import { en, vi } from '../../../src/renderer/i18n/messages'
import type { Words } from '../../../src/renderer/i18n/define-words'

const messages: Record<'en' | 'vi', Words> = { en, vi }

/** The window in one language, and the ways through it that need no wording. */
export class Window {
  readonly page: Page
  readonly locale: 'en' | 'vi'
  /** A file that is there already, to be asked about and left as it is. */
  readonly existing: string

  constructor(page: Page, locale: 'en' | 'vi', existing = '') {
    this.page = page
    this.locale = locale
    this.existing = existing
  }

  /** A message in the language of the window, with its parameters filled in. */
  word(key: string, params: Record<string, string> = {}): string {
    let found: string | Words | undefined = messages[this.locale]
    for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined
    if (typeof found !== 'string') throw new Error(`no message ${key}`)
    return found.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
  }
  button(key: string, params?: Record<string, string>): Locator {
    return this.page.getByRole('button', { name: this.word(key, params), exact: true }).first()
  }
  readonly press = (key: string, params?: Record<string, string>) =>
    this.button(key, params).click()
  readonly tab = (key: string) => this.page.getByRole('tab', { name: this.word(key) }).click()
  readonly dialog = () => this.page.getByRole('dialog').last()
  readonly id = (testId: string) => this.page.getByTestId(testId).first()
  /** To a screen, without loading the page again. */
  async go(address: string): Promise<void> {
    await this.page.evaluate((hash) => (location.hash = hash), `#/${address}`)
  }
}

export interface View {
  name: string
  /** What opens over the screen: it is waited for. */
  over?: 'dialog' | 'menu'
  open(at: Window): Promise<unknown>
}

/** What is on the screen before a library is open. */
export const firstViews: View[] = [
  { name: 'welcome', open: (at) => at.button('welcome.create.action').waitFor() },
  {
    name: 'choose-folder',
    over: 'dialog',
    open: async (at) => {
      await at.page
        .getByRole('button', { name: at.word('common.browse') })
        .first()
        .click()
      await at.dialog().waitFor()
    }
  }
]

/** Every screen and dialog of a library with two runs, the second paused; each leads to the next. */
export const views: View[] = [
  {
    name: 'grid',
    open: async (at) => {
      await at.go('library')
      await at.page.getByRole('gridcell').nth(3).waitFor()
    }
  },
  {
    name: 'keys',
    over: 'dialog',
    open: (at) => at.page.locator('nav').getByTitle(at.word('keys.title')).click()
  },
  { name: 'import', over: 'dialog', open: (at) => at.press('library.import') },
  { name: 'export', over: 'dialog', open: (at) => at.press('common.export') },
  { name: 'filter-form', over: 'dialog', open: (at) => at.press('find.form.title') },
  { name: 'saved-filters', over: 'menu', open: (at) => at.press('find.saved.label') },
  {
    name: 'keep-filter',
    over: 'dialog',
    open: async (at) => {
      await at.page.getByRole('combobox').first().fill('split:train')
      await at.press('find.saved.label')
      await at.page.getByRole('menuitem', { name: at.word('find.saved.keep') }).click()
    }
  },
  {
    name: 'selection',
    open: async (at) => {
      await at.press('library.filter.clear')
      await at.id('grid').press('Control+a')
      await at.id('selected-count').waitFor()
    }
  },
  { name: 'split-menu', over: 'menu', open: (at) => at.press('bulk.split') },
  { name: 'tags', over: 'dialog', open: (at) => at.press('bulk.tags') },
  {
    name: 'replace',
    over: 'dialog',
    open: async (at) => {
      await at.press('bulk.replace.open')
      await at.dialog().getByRole('textbox').first().fill('bác sĩ')
      await at.id('plan-status').waitFor()
    }
  },
  {
    name: 'map',
    open: async (at) => {
      await at.press('library.selection.none')
      await at.press('similar.map.show')
      await at.id('map').waitFor()
    }
  },
  {
    name: 'editor',
    open: async (at) => {
      await at.press('similar.map.show')
      await at.id('grid').press('Home')
      await at.id('grid').press('Enter')
      await at.id('caption-text-0').waitFor()
    }
  },
  { name: 'caption-menu', over: 'menu', open: (at) => at.press('editor.more', { n: '1' }) },
  { name: 'history', over: 'dialog', open: (at) => at.press('history.title') },
  {
    name: 'pairs',
    open: async (at) => {
      await at.press('editor.back')
      await at.go('pairs')
      await at.id('pair-1').waitFor()
    }
  },
  { name: 'pair', open: (at) => at.id('pair-1').click() },
  {
    name: 'pair-history',
    over: 'dialog',
    open: async (at) => {
      await at.press('pairs.history')
      await at.dialog().waitFor()
    }
  },
  { name: 'pairs-import', over: 'dialog', open: (at) => at.press('pairs.import') },
  { name: 'pairs-replace', over: 'dialog', open: (at) => at.press('bulk.replace.open') },
  {
    name: 'checker',
    open: async (at) => {
      await at.go('checker')
      await at.id('scanned').waitFor()
    }
  },
  {
    name: 'fixes',
    over: 'dialog',
    open: (at) =>
      at.page
        .getByRole('button', { name: at.word('checker.preview') })
        .and(at.page.locator(':enabled'))
        .first()
        .click()
  },
  {
    name: 'work',
    open: async (at) => {
      await at.go('work')
      await at.page.getByText(at.word('work.alone')).waitFor()
    }
  },
  {
    name: 'statistics',
    open: async (at) => {
      await at.go('statistics')
      await at.page.getByText(at.word('statistics.vocabulary')).first().waitFor()
    }
  },
  {
    name: 'train',
    open: async (at) => {
      await at.go('train')
      await at.id('plan').waitFor()
    }
  },
  {
    name: 'train-advanced',
    open: async (at) => {
      for (const id of ['advanced', 'sweep']) {
        if ((await at.id(id).getAttribute('open')) === null) {
          await at.id(id).locator('summary').first().click()
        }
      }
    }
  },
  {
    name: 'hold-out',
    open: async (at) => {
      const { label } = runSettings.validationSplit
      await at.page.getByRole('combobox', { name: label[at.locale] }).selectOption('test')
      await at.id('hold-out').waitFor()
    }
  },
  {
    name: 'run-paused',
    open: async (at) => {
      await at.go('runs/run-0003')
      await at.id('loss-chart').waitFor()
    }
  },
  { name: 'stop-menu', over: 'menu', open: (at) => at.press('runs.stop') },
  { name: 'leaving', over: 'dialog', open: (at) => at.press('common.closeLibrary') },
  {
    name: 'run',
    open: async (at) => {
      await at.go('runs/run-0002')
      await at.id('loss-chart').waitFor()
    }
  },
  { name: 'run-export-curves', over: 'dialog', open: (at) => at.press('curves.export') },
  { name: 'run-edit', over: 'dialog', open: (at) => at.press('runs.keep.edit') },
  { name: 'run-delete', over: 'dialog', open: (at) => at.press('runs.keep.remove') },
  { name: 'run-table', open: (at) => at.tab('runs.tab.table') },
  { name: 'run-samples', open: (at) => at.tab('runs.tab.samples') },
  { name: 'run-checkpoints', open: (at) => at.tab('runs.tab.checkpoints') },
  { name: 'evaluate', over: 'dialog', open: (at) => at.press('captioner.evaluate.open') },
  { name: 'export-model', over: 'dialog', open: (at) => at.press('common.export') },
  {
    name: 'run-settings',
    open: (at) => at.tab('runs.tab.settings')
  },
  {
    name: 'compare',
    open: async (at) => {
      await at.tab('runs.tab.curves')
      await at.go('runs?compare=run-0001,run-0002')
      await at.id('compare-chart').waitFor()
    }
  },
  { name: 'compare-export', over: 'dialog', open: (at) => at.press('common.export') },
  {
    name: 'overwrite',
    over: 'dialog',
    open: async (at) => {
      await at.press('common.export')
      await at.page.getByRole('textbox', { name: at.word('compare.export.file') }).fill(at.existing)
      await at
        .dialog()
        .getByRole('button', { name: at.word('common.export'), exact: true })
        .click()
      await at.button('common.replace.action').waitFor()
    }
  },
  {
    name: 'adjudicate',
    open: async (at) => {
      await at.go('adjudicate')
      await at.page.getByText(at.word('adjudication.none.title')).waitFor()
    }
  },
  {
    name: 'review',
    open: async (at) => {
      await at.go('review')
      await at.id('review-caption').waitFor()
    }
  },
  { name: 'fine-tune', over: 'dialog', open: (at) => at.press('review.fineTune.open') },
  {
    name: 'batch',
    open: async (at) => {
      await at.go('batch')
      await at.id('batch-item-0').waitFor()
    }
  },
  { name: 'batch-score', over: 'dialog', open: (at) => at.press('batch.scores.open') },
  { name: 'batch-export', over: 'dialog', open: (at) => at.press('common.export') },
  {
    name: 'models',
    open: async (at) => {
      await at.go('models')
      await at.id('model-1').waitFor()
    }
  },
  { name: 'model-add', over: 'dialog', open: (at) => at.press('models.add') },
  { name: 'model-download', over: 'dialog', open: (at) => at.press('models.download.open') },
  {
    name: 'model-remove',
    over: 'dialog',
    open: (at) => at.press('models.remove', { name: 'clip' })
  },
  {
    name: 'photos',
    open: async (at) => {
      await at.go('photos')
      await at.page.getByText(at.word('first.photos.writer')).first().waitFor()
    }
  },
  {
    name: 'guide',
    open: async (at) => {
      await at.go('guide')
      await at.id('step-3').waitFor()
    }
  },
  {
    name: 'settings',
    open: async (at) => {
      await at.go('settings')
      await at.id('devices').waitFor()
    }
  },
  { name: 'about', over: 'dialog', open: (at) => at.press('settings.versions') }
]
