/**
 * Training one network in either engine, on the same samples in the same order, with good defaults for each dataset.
 */
package twingrad.compare.training;
