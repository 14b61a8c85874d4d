/**
 * The screens of iPhones on which the app can be installed, in CSS pixels and device pixels a CSS pixel: iOS shows a start
 * picture only if it fits exactly (Apple, Human Interface Guidelines, Layout).
 */
export const splashScreens = [
  [375, 667, 2],
  [375, 812, 3],
  [390, 844, 3],
  [393, 852, 3],
  [402, 874, 3],
  [414, 736, 3],
  [414, 896, 2],
  [414, 896, 3],
  [420, 912, 3],
  [428, 926, 3],
  [430, 932, 3],
  [440, 956, 3],
] as const

/** The picture of a screen, as public/first.js asks for it. */
export function splashName(width: number, height: number, scale: number): string {
  return `splash-${width}x${height}x${scale}`
}
