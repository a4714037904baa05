/** Terraform (or OpenTofu): finding it and its AWS provider, running it, understanding what it says. */
package io.tapstack.main.terraform;
