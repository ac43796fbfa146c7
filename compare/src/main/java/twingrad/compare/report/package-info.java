/**
 * What people look at: charts as PNG, an expression's graph as SVG, PNG and DOT, the page that replays a walk, and
 * tables as text. Headless; the same numbers give the same bytes (of a PNG, on the same JDK).
 */
package twingrad.compare.report;
