/** German for those who work here. */
export default {}
