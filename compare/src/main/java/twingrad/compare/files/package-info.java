/** Reading and writing files; the libraries that they need stand here alone. */
package twingrad.compare.files;
