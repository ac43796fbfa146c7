/**
 * Many trainings side by side: a {@link twingrad.compare.search.Search} compares settings on the development set, a
 * {@link twingrad.compare.search.XorStudy} counts the seeds that solve XOR.
 */
package twingrad.compare.search;
