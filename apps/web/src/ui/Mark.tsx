/** The sign of Polyphony: several voices, overlapping in time. */
export const Mark = ({ size = 20 }: { size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 20 20"
    fill="none"
    strokeLinecap="round"
    strokeWidth="2.4"
    aria-hidden="true"
  >
    <path stroke="oklch(0.62 0.12 285)" d="M3 8v5" />
    <path stroke="oklch(0.62 0.1 165)" d="M7.7 3.5v9" />
    <path stroke="oklch(0.66 0.12 45)" d="M12.3 7.5v9" />
    <path stroke="oklch(0.64 0.11 225)" d="M17 6v6" />
  </svg>
)
