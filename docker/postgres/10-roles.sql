-- Run once by the PostgreSQL image, as its superuser, in an empty cluster.
-- The owner's login runs migrations; the programs' login owns nothing and acts through the three roles alone.
\getenv owner_password SHUQIAO_OWNER_PASSWORD
\getenv programs_password SHUQIAO_PROGRAMS_PASSWORD

CREATE ROLE shuqiao_company NOLOGIN;
CREATE ROLE shuqiao_staff NOLOGIN;
CREATE ROLE shuqiao_worker NOLOGIN;
CREATE ROLE shuqiao_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE shuqiao_programs LOGIN NOINHERIT PASSWORD :'programs_password';
GRANT shuqiao_company, shuqiao_staff, shuqiao_worker TO shuqiao_owner;
GRANT shuqiao_company, shuqiao_staff, shuqiao_worker TO shuqiao_programs;

CREATE DATABASE shuqiao OWNER shuqiao_owner ENCODING 'UTF8' TEMPLATE template0
  LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE shuqiao FROM PUBLIC;
GRANT CONNECT ON DATABASE shuqiao TO shuqiao_programs;
