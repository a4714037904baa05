/** The console page: one static page on loopback that shows an emulated AWS and tries it out. */
package io.tapstack.main.web;
