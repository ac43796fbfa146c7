/**
 * What is learned from: a {@link twingrad.compare.data.DataChoice} says which samples, read or drawn as
 * {@link twingrad.compare.data.Samples}, and {@link twingrad.compare.data.Splits} divides them into those to train on,
 * to develop with and to test on. It knows nothing of training.
 */
package twingrad.compare.data;
