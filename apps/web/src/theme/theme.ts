import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
} from '@mantine/core'

const accent: MantineColorsTuple = [
  '#eef3fd',
  '#dbe5fa',
  '#b8cbf5',
  '#8fb0ff',
  '#6d92ea',
  '#4a75d8',
  '#2c5cc5',
  '#244da8',
  '#1d3f8a',
  '#16316c',
]

/** Mantine paints fields and overlays of its dark scheme with these. */
const dark: MantineColorsTuple = [
  '#e9e6df',
  '#cbc7be',
  '#aba599',
  '#7d7a74',
  '#3a3a42',
  '#2a2a30',
  '#242429',
  '#17171a',
  '#131315',
  '#0f0f11',
]

/** The greys of its light scheme, as warm as the paper: tracks, badges, switches and tooltips are drawn from them. */
const gray: MantineColorsTuple = [
  '#f8f6f2',
  '#efece5',
  '#e8e4da',
  '#dcd6ca',
  '#cdc6b8',
  '#a59d90',
  '#8d867a',
  '#665f54',
  '#433e36',
  '#22201c',
]

/** Kept under a name of our own; `early/colour-scheme.js` reads the same one before the first paint. */
export const colourSchemeManager = localStorageColorSchemeManager({ key: 'polyphony-colour-scheme' })

/** Mantine in Polyphony's clothes: ink on paper, one accent, small radii, no shouting. */
export const theme = createTheme({
  colors: { accent, dark, gray },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  fontFamily: 'var(--font-ui)',
  fontFamilyMonospace: 'var(--font-code)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  headings: {
    fontFamily: 'var(--font-voice)',
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '30px', lineHeight: '1.2' },
      h2: { fontSize: '20px', lineHeight: '1.3' },
      h3: { fontSize: '16px', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  // The one filled button on a page is ink, not blue: the accent is kept for focus, links and what is selected.
  variantColorResolver: input =>
    input.variant === 'filled' && (input.color === undefined || input.color === 'accent')
      ? {
          background: 'var(--ink)',
          hover: 'color-mix(in srgb, var(--ink) 84%, var(--paper))',
          color: 'var(--paper)',
          border: '1px solid transparent',
        }
      : input.color === 'danger' && input.variant === 'filled'
        ? {
            background: 'var(--danger)',
            hover: 'color-mix(in srgb, var(--danger) 86%, var(--ink))',
            color: 'var(--paper)',
            border: '1px solid transparent',
          }
        : input.color === 'danger'
          ? {
              background: 'transparent',
              hover: 'var(--danger-soft)',
              color: 'var(--danger)',
              border: '1px solid transparent',
            }
          : input.variant === 'subtle' && (input.color === undefined || input.color === 'accent')
            ? {
                background: 'transparent',
                hover: 'var(--hover)',
                color: 'var(--ink)',
                border: '1px solid transparent',
              }
            : input.variant === 'light' && input.color === 'gray'
              ? {
                  background: 'var(--hover)',
                  hover: 'var(--active)',
                  color: 'var(--ink)',
                  border: '1px solid transparent',
                }
              : defaultVariantColorsResolver(input),
  components: {
    Button: { defaultProps: { size: 'sm', variant: 'filled' } },
    ActionIcon: { defaultProps: { variant: 'subtle', size: 'md' } },
    // The head of a dialog is a `header` element outside of any section: without this it would count as the page's banner.
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.35 },
        radius: 'lg',
        attributes: { header: { role: 'none' } },
      },
    },
    Drawer: { defaultProps: { attributes: { header: { role: 'none' } } } },
    Menu: {
      defaultProps: {
        shadow: 'md',
        position: 'bottom-end',
        radius: 'md',
        withInitialFocusPlaceholder: false,
      },
    },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    Anchor: { defaultProps: { underline: 'always' } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 500 } },
  },
})

/** Hands Mantine our tokens, so that its own components stand on the same paper. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--soft)',
    '--mantine-color-placeholder': 'var(--soft)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--edge)',
    '--mantine-color-disabled': 'var(--hover)',
    '--mantine-color-disabled-color': 'var(--soft)',
    '--mantine-shadow-md': 'var(--shadow)',
    '--mantine-shadow-lg': 'var(--shadow)',
    '--mantine-shadow-xl': 'var(--shadow)',
  }
  return { variables: {}, light: { ...shared, '--mantine-color-black': 'var(--ink)' }, dark: shared }
}
