/**
 * Training one network in either engine, on the same samples in the same order, with good defaults for each dataset. A
 * {@link twingrad.compare.training.Session} is a training that can be watched, stopped, changed and gone on with; its
 * {@link twingrad.compare.training.Routine} says how, its {@link twingrad.compare.training.Checkpoint} where it stands.
 */
package twingrad.compare.training;
