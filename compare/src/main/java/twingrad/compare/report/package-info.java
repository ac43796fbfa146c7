/** What people look at: charts as PNG, and tables as text. Headless; the same numbers give the same bytes. */
package twingrad.compare.report;
