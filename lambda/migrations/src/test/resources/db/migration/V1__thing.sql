CREATE TABLE thing (owner text DEFAULT '${owner}');
