-- Run once by the PostgreSQL image, as its superuser, in an empty cluster.
-- The owner's login runs migrations. Each program has a login of its own that owns nothing and can take one role alone: a
-- statement slipped into the firms' API cannot make itself the secretariat.
\getenv owner_password SHUQIAO_OWNER_PASSWORD
\getenv company_api_password SHUQIAO_COMPANY_API_PASSWORD
\getenv admin_api_password SHUQIAO_ADMIN_API_PASSWORD
\getenv worker_password SHUQIAO_WORKER_PASSWORD

CREATE ROLE shuqiao_company NOLOGIN;
CREATE ROLE shuqiao_staff NOLOGIN;
CREATE ROLE shuqiao_worker NOLOGIN;
CREATE ROLE shuqiao_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE shuqiao_company_api LOGIN NOINHERIT PASSWORD :'company_api_password';
CREATE ROLE shuqiao_admin_api LOGIN NOINHERIT PASSWORD :'admin_api_password';
CREATE ROLE shuqiao_worker_program LOGIN NOINHERIT PASSWORD :'worker_password';
GRANT shuqiao_company, shuqiao_staff, shuqiao_worker TO shuqiao_owner;
GRANT shuqiao_company TO shuqiao_company_api;
GRANT shuqiao_staff TO shuqiao_admin_api;
GRANT shuqiao_worker TO shuqiao_worker_program;

CREATE DATABASE shuqiao OWNER shuqiao_owner ENCODING 'UTF8' TEMPLATE template0
  LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE shuqiao FROM PUBLIC;
GRANT CONNECT ON DATABASE shuqiao TO shuqiao_company_api, shuqiao_admin_api, shuqiao_worker_program;
