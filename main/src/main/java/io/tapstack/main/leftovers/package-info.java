/** What a deploy that was cut off left in an account: found by tags and names, and deleted (C2). */
package io.tapstack.main.leftovers;
